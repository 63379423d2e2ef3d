"""Notes, threads, data and abuse that were pasted, and the copy that has the same words."""

import pytest

from agents.hygiene import clean, triage
from agents.types import Draft, Product

_ABUSE = (
    (
        "Listen Dana Whitcombe. You gave us one star. "
        "Delete it or we come to your house and you will be sorry, you stupid cow."
    ),
    "Pay by Friday or we will find you, Mr Tan.",
    "Pay up or else. We know your address and your kids' school.",
    "Remove your review or I'll post your photos everywhere.",
    "We will ruin you and your business if you don't pay.",
    "Our men will visit you tonight if the money isn't here.",
    "Maria Lopez, you are a thief and a liar. Everyone will know it.",
    "You disgusting pig, never order here again.",
    "Hey sexy Lina, you looked so hot in the shop yesterday. Come to my place tonight.",
    "Send me nudes and I'll give you a discount.",
    "We don't serve Muslims here. New menu out now.",
    "Go back to your country, we don't need customers like you.",
    "Your family will suffer if you do not pay order 55.",
    "I hope you choke on it, loser.",
    "You're too fat for our clothes, cow. Lose weight first.",
    "Pay the order, you cheap bastard.",
    "Change your review or we will sue you and tell your boss what you are.",
    "Watch out, accidents happen to people who don't pay.",
)

_PRIVATE = (
    "Hi Nell, don't forward this. We can't pay the rent unless Moss pays. Call me tonight. K",
    "Hi Anna, can you approve the salary list before lunch? Ben's warning letter is attached. Thanks, Mia",
    (
        "From: Anna Bell <anna@shop.example>\nTo: Ben Low <ben@shop.example>\nSubject: Re: stock\n\n"
        "We have 12 left, order more?"
    ),
    "On Mon, 16 Nov 2026 at 10:12, Ben wrote:\n> can we push it to Friday?\nSure, fine with me.",
    "[10:32] Anna: did you send the boxes?\n[10:33] Ben: not yet, tomorrow\n[10:35] Anna: ok but hurry",
    "Anna: did you send the boxes?\nBen: not yet\nAnna: ok, hurry\nBen: yes",
    "Meeting notes 18 Nov\n- budget cut 10%\n- Sara leaves in Jan\n- tell nobody yet",
    "Minutes: present Ann, Bo. We decided to close the Leeds shop in March. Not public.",
    "Dr Lim says the biopsy is on Thursday, can you cover my shift and not tell the others?",
    "To do: chase invoice 4451, call the bank about the overdraft, fire the courier",
    "Rota: Mon Anna, Tue Ben, Wed Carla (sick), Thu Anna",
    "Internal only: margins on the new line are 62%, do not share with customers.",
    "Confidential: our supplier price is $4.20 a unit, so we can go down to $6.",
    "Happy birthday mum! See you Sunday, love, Tim xx",
    "Bitte die Gehälter bis Freitag freigeben, und sag Lena noch nichts.",
    "No se lo digas a Lena, hablamos del despido el lunes. Llámame esta noche.",
    "Jangan bagitahu Lena lagi, gaji bulan ini lambat. Call saya malam ni.",
)

_DATA = (
    "DB_HOST=10.0.0.4\nDB_PASSWORD=hunter2\nAPI_KEY=abc123",
    "name,email,phone\nAnna,anna@x.example,91234567\nBen,ben@x.example,98765432",
    "id\tname\ttotal\n1\tAnna\t33\n2\tBen\t44",
    '{"title":"Hi","body":"Hello"}',
    "<order><id>5</id><name>Anna</name></order>",
    "server:\n  port: 8080\n  host: localhost\ndb:\n  user: root",
    "java.lang.NullPointerException: x\n\tat com.shop.Cart.add(Cart.java:33)",
    "=SUM(A1:A5)*1.08",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7\n-----END RSA PRIVATE KEY-----",
    "SELECT name FROM customers WHERE total > 100",
)

_HOLLOW = (
    "Big news / Something is coming. Stay tuned!",
    "Something exciting is on its way… watch this space!",
    "Guess what? A big surprise is coming soon. Can you keep a secret?",
    "Get ready. Are you ready? It's almost here.",
    "Check this out!",
    "Hello",
    "hi there!!",
)

# Copy in which the words of the lists above stand.
_COPY = (
    "Payday treat: don't tell your wallet! 20% off until Friday.",
    "Psst, don't tell anyone: our secret sale starts tonight.",
    "Keep this between us: members get in an hour early.",
    "Our clinic opens Monday. Book your test and call us tonight.",
    "Hi Anna, your order is ready. Call me if you need help. J",
    "Hey Tom, thanks for your order! We packed it this morning. See you soon, Mia",
    "Don't forward this link, it works once. Your invoice 3341 is ready.",
    "The March invoice for order 55 is unpaid. Please pay before the 30th.",
    "You'll be sorry if you miss this! Order now or regret it later.",
    "We'll find you the perfect fit. We will come to your house to install it.",
    "Our tailor comes to your home. Delete your old photos, print them instead.",
    "Killer heels. These boots will make you pay attention. Watch out, puddles!",
    "Reply YES or we'll cancel the order. Pay by 30 Nov or the order is cancelled.",
    "Nude heels and sexy slips, hot right now. Come to our place tonight.",
    "Silly goose print. Lucky cow mugs. Pig candles, stupid good coffee, idiot-proof kettle.",
    "You lucky dog! You absolute legend. You busy bee.",
    "Q: Do you ship?\nA: Yes, in 2 days.\nQ: Is it free?\nA: Over £30.",
    "Material: cotton\nColour: red\nSize: M to XL\nPrice: £20",
    "Day 1: teas\nDay 2: cakes\nDay 3: mugs\nCome every day.",
    'Anna: "Love it"\nBen: "Best tea"\nCarla: "Again please"\nRead more reviews in our shop.',
    "Subject: New mugs are in\n\nHi there, new mugs are in. Come and see.",
    "From our kiln to your table: new mugs. To: you. Love: us.",
    "Mon–Fri 9–5\nSat 10–4\nSun closed\nVisit us at 14 Pump Lane.",
    "Step 1: choose a mug\nStep 2: choose a colour\nStep 3: pay\nThat's all.",
    "Something is coming: the Ash Glaze Set, in our shop on 2 Dec.",
    "Big news: we now ship to Ireland.",
    "Stay tuned for our winter list on Friday.",
    "We miss you",
    "New arrivals are here. Check them out.",
    "Long time\nIt's been a while. Come back.",
    "Exciting: the Fir Needle candle is back.",
    "Surprise your mum with a plant.",
    "Salary spent? Our mugs start at £3.",
    "Don't tell Mum: we've got Mother's Day wrapped up.",
    "Meet Lena. She runs our clinic for broken toys. Call her tonight.",
    "Confidential: our best sale of the year is for members only.",
    "Internal pockets, medicine-cabinet size, payroll of one: our founder's story.",
    "Happy birthday, {{first_name}}! Here is a little something, love, the team at Fern.",
    "I'll talk to her about her hours, said the clockmaker. Clocks from £40.",
    "Your 20% code: A,B,C\nRed, blue, green\nS, M, L",
    "Buy 2, get 1\nShirts, socks, hats\nAll sizes, all colours",
    "We know where your parcel is. We know your size. Everyone will know your name.",
    "Never order takeaway again. You're too good for bad coffee.",
    "Are you ready for the cold? Guess who's back: Apple Butter.",
    "Choke-proof toys. Our family will love your family. Suffer no more from cold feet.",
    "Go back to your roots: henna is in. Go back to school in style.",
    "We serve everyone. Muslim-owned, halal menus. Chinese New Year is coming. Indian summer.",
    "Tell your boss you're off early: Friday drinks from 4.",
)


def outcome(text: str) -> str:
    draft = Draft(body=text)
    return triage(clean(draft).draft, given=draft).outcome


@pytest.mark.parametrize("text", _ABUSE)
def test_threats_insults_harassment_and_exclusion_are_refused(text: str) -> None:
    found = triage(Draft(body=text))
    assert found.outcome == "refused"
    assert "threats" in found.reason


@pytest.mark.parametrize("text", _PRIVATE)
def test_what_was_meant_for_colleagues_or_family_is_refused(text: str) -> None:
    assert outcome(text) == "refused"


@pytest.mark.parametrize("text", _DATA)
def test_data_and_settings_are_refused(text: str) -> None:
    assert outcome(text) == "refused"


@pytest.mark.parametrize("text", _HOLLOW)
def test_a_teaser_with_nothing_behind_it_is_asked_about(text: str) -> None:
    assert outcome(text) == "ask"


def test_a_teaser_for_a_known_product_is_worked_on() -> None:
    draft = Draft(body="Something is coming. Stay tuned!", product=Product(name="Ash Glaze Set"))
    assert triage(draft).outcome == "ok"


@pytest.mark.parametrize("text", _COPY)
def test_copy_with_the_same_words_is_worked_on(text: str) -> None:
    assert outcome(text) == "ok"
    assert clean(Draft(body=text)).removed == ()


def test_a_pasted_thread_is_known_by_the_draft_before_cleaning() -> None:
    thread = Draft(body="From: Al <al@mail.example>\nTo: Bo <bo@mail.example>\nSubject: boxes\n\nMore boxes?")
    assert triage(clean(thread).draft, given=thread).outcome == "refused"
