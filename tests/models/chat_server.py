"""A small server that speaks the chat protocol, well or badly: ``python chat_server.py`` prints its port.

The name of the model that is asked for says how it behaves. ``GET /seen`` gives back every request that came.
"""

import json
import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SEEN = []
DATA = re.compile(r"\[\w{16} (passage|claim)\]\n(.*?)\n\[\w{16} end of \1\]", re.DOTALL)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args):
        pass

    def do_GET(self):
        self.give(200, json.dumps(SEEN))

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = json.loads(body)
        SEEN.append({"path": self.path, "headers": dict(self.headers), "body": request})
        model = request["model"]
        times = sum(one["body"]["model"] == model for one in SEEN)
        if self.path != "/v1/chat/completions":
            return self.give(404, '{"error": {"message": "no such path"}}')
        return getattr(self, "be_" + model.replace("-", "_"))(request, times)

    def give(self, status, text, **headers):
        data = text.encode()
        self.send_response(status)
        for name, value in {"Content-Length": len(data), "Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(data)

    def say(self, content, finish="stop"):
        choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
        self.give(200, json.dumps({"object": "chat.completion", "choices": [choice]}))

    def be_good(self, request, _times):
        parts = dict(DATA.findall(request["messages"][1]["content"]))
        stance = "contradicts" if " not " in parts["passage"] else "supports"
        self.say(json.dumps({"stance": stance, "quote": parts["passage"], "confidence": 0.9}))

    def be_old(self, request, _times):
        """A server from before there were schemas."""
        if "response_format" in request:
            return self.give(400, '{"error": {"message": "unknown field response_format"}}')
        return self.be_good(request, _times)

    def be_strict(self, *_args):
        self.give(400, '{"error": {"message": "the context is too small"}}')

    def be_busy_then_good(self, request, times):
        if times <= 2:
            return self.give(429, '{"error": {"message": "slow down"}}', Retry_After=7)
        return self.be_good(request, times)

    def be_ill_then_good(self, request, times):
        if times == 1:
            return self.give(503, "loading the model")
        return self.be_good(request, times)

    def be_ill(self, *_args):
        self.give(500, "oh dear")

    def be_talkative(self, *_args):
        self.say('Sure! Here is my answer: {"stance": "supports", "quote": "", "confidence": 1.0}')

    def be_unlike_the_protocol(self, *_args):
        self.give(200, "<html>hello</html>")

    def be_inventive(self, *_args):
        self.say(json.dumps({"stance": "supports", "quote": "words that nobody wrote", "confidence": 1.0}))

    def be_cut_short(self, *_args):
        self.say('{"stance": "supports", "quote": "The fer', finish="length")

    def be_broken_off(self, *_args):
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b'{"choices": [')
        self.close_connection = True

    def be_slow(self, *_args):
        time.sleep(5)
        self.close_connection = True

    def be_dripping(self, *_args):
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        try:
            for _ in range(50):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass
        self.close_connection = True

    def be_endless(self, *_args):
        self.give(200, " " * (2 * 1024 * 1024))

    def be_elsewhere(self, *_args):
        self.give(307, "", Location="/v1/other")

    def be_closed(self, request, _times):
        self.give(401, json.dumps({"error": {"message": "wrong key " + self.headers.get("Authorization", "none")}}))


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    server.serve_forever()
