"""Pairs of a line and a passage, and what the passage is to the line. Four cases: a ferry, a bank, a final, a field.

One pair a line: ``+`` supports, ``-`` contradicts, ``o`` decides nothing, ``!`` must not contradict, ``?`` must not
support. Then the line of the work, then the passage of the archive.
"""

__all__ = ["PAIRS"]

# ruff: noqa: E501
_TABLE = """
# counts
+ | The ferry carried 412 passengers. | The ferry carried 412 passengers, the harbour master said.
+ | The ferry carried 412 passengers on its last trip. | On its last trip the ferry carried four hundred and twelve passengers.
- | The ferry carried 412 passengers. | The ferry carried 438 passengers, the harbour master said.
+ | More than 400 passengers were aboard the ferry. | There were 438 passengers aboard the ferry.
o | There were 438 passengers aboard the ferry. | More than 400 passengers were aboard the ferry.
- | Fewer than 400 passengers were aboard the ferry. | There were 438 passengers aboard the ferry.
+ | At least 20 lifeboats hung on the ferry's upper deck. | The ferry had 24 lifeboats, all hung on the upper deck.
- | About 400 passengers were aboard the ferry. | There were 612 passengers aboard the ferry.
! | About 400 passengers were aboard the ferry. | There were 412 passengers aboard the ferry.
! | A few passengers reached the shore by themselves. | Eleven passengers reached the shore by themselves.
! | Several passengers reached the shore by themselves. | Seventeen passengers reached the shore by themselves.
! | The goalkeeper Milan Petrov saved two penalties in the final. | The goalkeeper Milan Petrov saved several penalties in the final.
- | The goalkeeper Milan Petrov saved two penalties in the final. | The goalkeeper Milan Petrov saved three penalties in the final.
- | Dozens of boxes were opened in the vault. | Nine boxes were opened in the vault.
! | Dozens of boxes were opened in the vault. | Forty boxes were opened in the vault.
! | Ten boxes were opened in the vault. | Ten to fifteen boxes were opened in the vault.
! | 109 boxes were opened in the vault. | At least 100 boxes were opened in the vault.
- | The final was watched by 68,000 spectators. | The final was watched by 71,500 spectators, the club said.
- | The commission returned 12 fields to the village. | The commission returned 19 fields to the village.

# parts of a whole
- | The thieves opened 109 of 189 boxes. | Police counted again: 123 of the 160 boxes had been opened.
! | The thieves opened 109 of 189 boxes. | The thieves opened more than 100 boxes.
+ | The thieves opened more than 100 boxes. | The thieves opened 109 of 189 boxes in the vault.
+ | The divers recovered 31 of 54 crates. | The divers recovered 31 of the 54 crates.
- | The divers recovered 31 of 54 crates. | The divers recovered 31 of the 60 crates.
- | Two of the eight pumps were working. | The inspectors found that five of the eight pumps were working.
- | The deed was signed by seven of nine elders. | The deed was signed by four of nine elders.
+ | Two thirds of the elders signed the deed. | Six of the nine elders signed the deed.
- | Two thirds of the elders signed the deed. | Three of the nine elders signed the deed.
! | The thieves opened 109 of 189 boxes. | The thieves left 80 boxes untouched.

# unrelated figures never contradict
! | The ferry carried 412 passengers. | The ferry carried 96 cars and 14 lorries.
! | The ferry carried 412 passengers. | The report on the ferry runs to 438 pages.
! | The ferry carried 412 passengers. | On page 438 the report describes the passengers of the ferry.
! | The ferry carried 412 passengers. | In 1987 the ferry carried passengers across the strait.
! | The ferry carried 412 passengers. | The crew of the ferry counted 31.
! | The commission returned 12 fields to the village. | The village has 19 wells.
! | The commission returned 12 fields to the village. | Paragraph 19 of the judgment deals with the fields that the commission returned to the village.
! | The final was watched by 68,000 spectators. | The replay drew a crowd of 40,000.
! | The final was watched by 68,000 spectators. | The stadium sold 9,000 pies.
! | The goalkeeper Milan Petrov saved two penalties. | The goalkeeper Milan Petrov took three free kicks.
! | The farm covers 300 acres. | The farm was sold 200 years ago.
! | Nobody lived in the house for 20 years. | The house has 12 rooms.
! | In 2009 the bank had 120 clerks. | In 2009 the bank dismissed 14 clerks.
! | The bank had 120 clerks in 2009. | Fourteen of the bank's 120 clerks were questioned in 2009.
! | The village had 40 houses in 1920. | The village had 62 houses in 1950.
! | The widow Elena Marsh owned 12 fields by the river. | Josef Brandt owned 19 fields by the river.
! | The first trial lasted 12 days. | The second trial lasted 19 days.
! | The ferry sank in 40 metres of water. | The rescuers stood 300 metres from the pier.

# money
+ | The clerk moved £2 million to a private account. | The clerk moved two million pounds to a private account.
- | The clerk moved £2 million to a private account. | The clerk moved £7 million to a private account, the bank said.
o | The clerk moved £2 million to a private account. | The clerk moved more than £1 million to a private account.
+ | The clerk moved more than £1 million to a private account. | The clerk moved £2 million to a private account.
o | The fraud cost the bank $100 million. | The fraud cost the bank €90 million.
- | The fraud cost the bank $100 million. | The fraud cost the bank €20 million, the auditors wrote.
! | The fraud cost the bank $100 million. | The clerk was paid $40,000 a year by the bank.
! | The stolen funds came to £9 million. | The bank was insured for £12 million.
! | The bank lost £9 million in the fraud. | The bank reported a profit of £230 million in the year of the fraud.
! | The ferry was insured for 20 million euros. | Cargo worth 3 million euros was lost with the ferry.
! | The stadium cost 3 million pounds. | The stadium was sold for 5 million pounds.
! | The goalkeeper earned 200 pounds a week. | The goalkeeper was fined 50 pounds a week.

# measures and shares
- | The wreck lies in 40 metres of water. | The wreck lies in 62 metres of water, the navy said.
+ | The wreck lies in about 40 metres of water. | The wreck lies in 38 metres of water.
+ | The bow door was 30 centimetres thick. | The bow door was twelve inches thick.
- | The bow door was 30 centimetres thick. | The bow door was 18 inches thick.
+ | The commission returned 1,200 hectares to the village in 1994. | The commission returned 1,200 hectares to the village in 1994.
- | The commission returned 1,200 hectares to the village in 1994. | The commission returned 800 hectares to the village in 1994.
+ | Forty per cent of the loans were forged. | The auditors found that 40 percent of the loans were forged.
- | Forty per cent of the mortgage loans in Lisbon were forged. | Auditors found that 65 percent of the mortgage loans in Lisbon were forged.

# facets of one matter
! | The captain was sentenced to five years for the loss of the ferry. | The captain served three years for the loss of the ferry.
- | The captain was sentenced to five years in prison for the loss of the ferry. | The captain was sentenced to eight years in prison for the loss of the ferry.

# dates
+ | The ferry left Lisbon on 14 March 1987. | The ferry left Lisbon on 14 March 1987 in a calm sea.
+ | The ferry left Lisbon in March 1987. | The ferry left Lisbon on 14 March 1987 in a calm sea.
+ | The ferry left Lisbon in 1987. | The ferry left Lisbon in March 1987.
o | The ferry left Lisbon on 14 March 1987. | The ferry left Lisbon in March 1987.
- | The ferry left Lisbon on 14 March 1987. | The ferry left Lisbon on 21 March 1987 in a calm sea.
- | The ferry left Lisbon in May 1987. | The ferry left Lisbon on 14 March 1987.
! | The ferry left Lisbon on 14 March 1987. | The inquiry into the loss of the ferry opened in Lisbon on 2 June 1987.
! | The ferry left Lisbon on 14 March 1987. | The ferry was built in Lisbon in 1971.
! | The ferry left Lisbon on 14 March 1987. | By 20 March 1987 the ferry had left Lisbon.
- | The match was played on 12 May 1962 in Lisbon. | The match was played on 19 May 1962 in Lisbon.
! | The match was played over the weekend of 12 May 1962. | The match was played on Sunday, 13 May 1962.
! | The deed was signed on 4 May 1934. | The deed was signed between 1930 and 1940.
! | The deed was signed on 4 May 1934. | The deed was signed before 1 June 1934.
! | The deed was signed on 4/5/1934. | The deed was signed on 5 April 1934.
- | Harrow United won the final in 1962. | Harrow United won the final in 1964.
! | The judge read the verdict on 4 May 1934. | The judge read the appeal on 9 June 1936.

# clock times
- | The alarm was raised at 11.40 p.m. | The alarm was raised at 9.15 p.m., the log says.
+ | The alarm was raised on the ferry at 11.40 p.m. | The alarm was raised on the ferry at 23:40.
! | The alarm was raised on the ferry at 11.40 p.m. | The alarm was raised on the ferry on a Friday.
! | The alarm was raised shortly before midnight. | The alarm was raised at 11.50 p.m.
! | The alarm was raised on Saturday night. | The alarm was raised early on Sunday, at 1 a.m.
! | The match began at 3 p.m. | The gates opened at 1 p.m.
- | The match began at 3 p.m. in heavy rain. | The match began at 5 p.m. in heavy rain.

# negation, absence, denial
- | The auditors signed the accounts of the bank. | The auditors never signed the accounts of the bank.
- | The auditors did not sign the accounts of the bank in 2009. | The auditors signed the accounts of the bank in 2009.
- | The widow Elena Marsh owned the northern fields by the river. | The widow Elena Marsh never owned the northern fields by the river.
- | A man called Rourke forged the letters. | The court found no evidence of Rourke in the letters.
! | The court found no evidence of fraud. | The court found evidence of negligence.
? | The clerk moved £2 million to a private account. | The clerk did not move £2 million to a private account.
? | The ferry carried 412 passengers. | The ferry did not carry 412 passengers.
? | Six men were killed in the hold. | Six men were not killed in the hold.
? | The clerk Tom Rourke forged the letters of credit. | The police denied that the clerk Tom Rourke forged the letters of credit.
? | The clerk Tom Rourke forged the letters of credit. | It is not true that the clerk Tom Rourke forged the letters of credit.
? | The clerk Tom Rourke forged the letters of credit. | The rumour that the clerk Tom Rourke forged the letters of credit is false.
? | The clerk Tom Rourke forged the letters of credit. | Contrary to what was printed, the clerk Tom Rourke forged no letters of credit.
? | The clerk Tom Rourke forged the letters of credit. | No clerk, and certainly not Tom Rourke, forged the letters of credit.
? | The clerk Tom Rourke forged the letters of credit. | The letters of credit were forged by the manager, not by the clerk Tom Rourke.
! | The captain did not leave the bridge. | The captain left the harbour at nine.
! | The pumps did not fail. | The radio failed.
! | There were not enough lifeboats. | There were lifeboats on both sides.

# opposites
- | The gates of the stadium were open during the match. | The gates of the stadium were closed during the match.
- | The players waited inside the tunnel of the stadium. | The players waited outside the tunnel of the stadium.
- | Harrow United won the final in 1962. | Harrow United lost the final in 1962.
- | The deed of the northern fields was genuine. | The deed of the northern fields was forged.
- | The town council approved the boundary map of the surveyor. | The town council refused the boundary map of the surveyor.
! | The east door of the vault was open. | The west door of the vault was closed.
! | The door was open. | The box was closed.
! | Both engineers were dead. | The captain was alive.

# only possible, or asked
? | The manager Alice Venn forged the signatures on the loans. | Alice Venn may have forged the signatures on the loans.
? | The manager Alice Venn forged the signatures on the loans. | Perhaps the manager Alice Venn forged the signatures on the loans.
? | The manager Alice Venn forged the signatures on the loans. | The manager Alice Venn allegedly forged the signatures on the loans.
? | The clerk Tom Rourke forged the letters of credit. | If the clerk Tom Rourke forged the letters of credit, he hid it well.
o | The manager Alice Venn forged the signatures on the loans. | Did the manager Alice Venn forge the signatures on the loans?
o | The clerk moved £2 million to a private account. | Did the clerk move £2 million to a private account?
o | The clerk moved £2 million to a private account. | Did the clerk move £7 million to a private account?
o | Harrow United won the final. | Who won the final, Harrow United or the visitors?

# somebody or something else
? | The clerk Tom Rourke forged the letters of credit. | The clerk Dora Simms forged the letters of credit.
? | Harrow United won the final in 1962. | Eastwell Rovers won the final in 1962.
? | Harrow United won the final in Lisbon. | Harrow United won the final in Madrid.
? | The ferry Estrella carried 412 passengers. | The ferry Meridian carried 412 passengers.
o | The widow Elena Marsh owned the northern fields by the river. | The widow Elena Marsh claimed the southern fields by the road.

# words alone
+ | The manager Alice Venn forged the signatures on the loans. | The manager Alice Venn forged the signatures on the loans, the judge found.
+ | The widow Elena Marsh owned the northern fields by the river. | The northern fields by the river were owned by the widow Elena Marsh.
o | The widow Elena Marsh owned the northern fields by the river. | The river floods the northern fields every spring.
# a teller who does not say it, or says it falsely
? | The clerk moved £2 million to a private account. | No witness says that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | The police never said that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | The police did not say that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | The book claims wrongly that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | The police falsely claimed that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | The police doubt that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | The judge did not believe that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | Alice Venn lied when she said that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | The prosecution failed to prove that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | It is a myth that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | It would be wrong to say that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | Suppose that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | The charge was that the clerk moved £2 million to a private account.
? | The clerk moved £2 million to a private account. | The paper retracted its story that the clerk moved £2 million to a private account.

# who did what to whom, and to whom it was done
? | The clerk Tom Rourke robbed the manager Alice Venn in the vault. | The manager Alice Venn robbed the clerk Tom Rourke in the vault.
? | Harrow United beat Eastwell Rovers in the final. | Eastwell Rovers beat Harrow United in the final.
? | Harrow United beat Eastwell Rovers 3-1 in the final. | Eastwell Rovers beat Harrow United 3-1 in the final.
? | The clerk Tom Rourke forged the letters of credit. | The clerk Sam Rourke forged the letters of credit.

# said not to have happened, or only accused, wanted, tried
? | The clerk Tom Rourke forged the letters of credit. | The clerk Tom Rourke was accused of having forged the letters of credit.
? | The clerk Tom Rourke forged the letters of credit. | The clerk Tom Rourke was acquitted of having forged the letters of credit.
? | The clerk Tom Rourke forged the letters of credit. | The clerk Tom Rourke refused to have the letters of credit forged.
? | The clerk Tom Rourke forged the letters of credit. | The clerk Tom Rourke would have forged the letters of credit if the manager had let him.
? | The clerk Tom Rourke forged the letters of credit. | The clerk Tom Rourke tried to have the letters of credit forged.
? | The clerk Tom Rourke forged the letters of credit. | The clerk Tom Rourke planned that the letters of credit be forged.

# the same figure of something else
? | The ferry carried 412 passengers. | The ferry was licensed for 412 passengers, but carried 438 passengers.
? | The ferry carried 412 passengers. | The other ferry carried 412 passengers.
? | Six men were killed in the hold of the ferry. | Six men were saved in the hold of the ferry.

# another figure of something else
! | Six men were killed in the hold of the ferry. | Nine men were saved in the hold of the ferry.
! | The ferry Estrella carried 412 passengers. | The ferry Meridian carried 438 passengers.
! | The bank lost £9 million in the fraud. | The bank recovered £3 million of the money lost in the fraud.
! | The widow Elena Marsh paid 300 crowns for the northern field. | The widow Elena Marsh paid 200 crowns for the southern field.

# another moment
! | The gates of the stadium were closed after the match. | The gates of the stadium were open before the match.
! | The captain never left the bridge during the storm. | The captain left the bridge after the storm.

# missed, which harms least
+ | Harrow United won the final in 1962. | Harrow United won the final in May 1962.
- | A man called Rourke forged the letters. | Detectives found no trace of a man called Rourke.
"""


def _read(table):
    topic, pairs = "", []
    for line in table.strip().splitlines():
        if line.startswith("#"):
            topic = line.removeprefix("# ")
        elif line:
            pairs.append((topic, *(cell.strip() for cell in line.split(" | "))))
    return pairs


PAIRS = _read(_TABLE)
