"""Small cross-encoders with random weights, in the forms that Loupe reads; the same seed gives the same model."""

import json

import numpy as np

WORDS = (
    "the a of in on at was were is not no it he she they ferry estrella captain harbour lisbon left carried sank "
    "passengers lifeboats nine seven 412 438 1987 14 march vault door thieves diamonds antwerp police found before "
    "after then later storm night morning ##s ##ed ##ing . , : - 2003 02"
).split()
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
NLI = {"0": "contradiction", "1": "neutral", "2": "entailment"}


def write_tokenizer(path):
    """A WordPiece tokenizer as BERT's, with the pair form [CLS] a [SEP] b [SEP]."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    letters = [letter for ch in "abcdefghijklmnopqrstuvwxyz0123456789" for letter in (ch, f"##{ch}")]
    vocabulary = {word: at for at, word in enumerate(dict.fromkeys([*SPECIAL, *WORDS, *letters]))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.enable_truncation(16)  # a folder may carry its maker's habits; Loupe must not follow them
    tokenizer.enable_padding(length=64)
    tokenizer.save(str(path))
    return len(vocabulary)


INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def write_onnx(path, vocabulary, outputs=3, seed=1, inputs=INPUTS, kind=None):
    """Word vectors with places and segments, an int8 layer scaled by what it is given, their mean, the outputs."""
    from onnx import TensorProto, helper, numpy_helper, save

    kind = kind or TensorProto.INT64
    chance, size, longest = np.random.default_rng(seed), 16, 512
    constants = {
        "words": chance.normal(size=(vocabulary, size)).astype(np.float32),
        "segments": chance.normal(size=(2, size)).astype(np.float32),
        "places": chance.normal(size=(longest, size)).astype(np.float32),
        "layer": chance.integers(-127, 127, size=(size, size)).astype(np.int8),
        "layer_scale": np.array(0.01, np.float32),
        "layer_zero": np.array(0, np.int8),
        "head": chance.normal(size=(size, outputs)).astype(np.float32) * 2,
        "zero": np.array(0, np.int64),
        "one": np.array(1, np.int64),
        "last": np.array([2], np.int64),
        "middle": np.array([1], np.int64),
    }
    make = helper.make_node
    nodes = [
        make("Cast", ["input_ids"], ["ids"], to=TensorProto.INT64),
        make("Gather", ["words", "ids"], ["word"]),
        make("Shape", ["ids"], ["shape"]),
        make("Gather", ["shape", "one"], ["length"]),
        make("Range", ["zero", "length", "one"], ["steps"]),
        make("Gather", ["places", "steps"], ["place"]),
        make("Add", ["word", "place"], ["placed"]),
    ]
    if "token_type_ids" in inputs:
        nodes += [
            make("Cast", ["token_type_ids"], ["types"], to=TensorProto.INT64),
            make("Gather", ["segments", "types"], ["segment"]),
        ]
    else:
        nodes += [make("Mul", ["placed", "layer_scale"], ["segment"])]
    nodes += [
        make("Add", ["placed", "segment"], ["whole"]),
        make("DynamicQuantizeLinear", ["whole"], ["q", "q_scale", "q_zero"]),
        make("MatMulInteger", ["q", "layer", "q_zero", "layer_zero"], ["summed"]),
        make("Cast", ["summed"], ["summed_float"], to=TensorProto.FLOAT),
        make("Mul", ["q_scale", "layer_scale"], ["both_scales"]),
        make("Mul", ["summed_float", "both_scales"], ["scaled"]),
        make("Tanh", ["scaled"], ["bent"]),
        make("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        make("Unsqueeze", ["mask", "last"], ["mask_wide"]),
        make("Mul", ["bent", "mask_wide"], ["kept"]),
        make("ReduceSum", ["kept", "middle"], ["total"], keepdims=0),
        make("ReduceSum", ["mask", "middle"], ["count"], keepdims=1),
        make("Div", ["total", "count"], ["mean"]),
        make("MatMul", ["mean", "head"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, kind, ["n", "t"]) for name in inputs],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", outputs])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    path.parent.mkdir(parents=True, exist_ok=True)
    save(model, str(path))


def own_folder(folder, *, seed=1, **told):
    """A folder in Loupe's own form."""
    folder.mkdir(parents=True)
    write_onnx(folder / "model.onnx", write_tokenizer(folder / "tokenizer.json"), seed=seed)
    description = {
        "name": "tiny-stance-1",
        "labels": ["supports", "contradicts", "neither"],
        "max_tokens": 64,
        "calibration": {"temperature": 1.7, "bias": [0.1, -0.2, 0.3]},
        "training": {"pairs": 0},
        **told,
    }
    (folder / "model.json").write_text(json.dumps(description), "utf-8")
    return folder


def user_folder(folder, id2label=NLI, *, where="model.onnx", seed=1, **more):
    """A folder as Hugging Face's libraries write it."""
    folder.mkdir(parents=True)
    vocabulary = write_tokenizer(folder / "tokenizer.json")
    write_onnx(folder / where, vocabulary, outputs=len(id2label) if id2label else 3, seed=seed, **more)
    config = {"model_type": "bert", "max_position_embeddings": 512} | ({"id2label": id2label} if id2label else {})
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    return folder
