"""Secrets of people that may never go out, and the numbers of shops that stay."""

import pytest

from agents.hygiene import clean
from agents.types import Draft


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Your account is open: login mei@mail.example, password Tulip!9284, NRIC S8412345Z. Sign in.",
            "Your account is open. Sign in.",
        ),
        ("Your account is open (password Tulip!9284). Sign in.", "Your account is open. Sign in."),
        (
            "Sign in with mei@mail.example and password Tulip!9284 to see order 55.",
            "Sign in to see order 55.",
        ),
        ("Your login is ready. Username: mei, password: Tulip!9.", "Your login is ready."),
        ("Your card 4111-1111-1111-1111 09/28 123 was declined.", "Your card was declined."),
        ("482913 is your verification code. Boots are in.", "Boots are in."),
        ("PAN ABCDE1234F was verified. Boots are in.", "PAN was verified. Boots are in."),
        ("Connect with postgres://me:s3cr3t@10.0.4.7/crm now. Boots are in.", "Boots are in."),
        ("API key: sk_live_51HxAbCdEfGhIjKlMnOp. Boots are in.", "Boots are in."),
        ("Use token=abcd1234efgh5678 to log in.", "Use token to log in."),
        (
            "Mei Tan (mei@mail.example, 9123 4567) loved this mug for £9.",
            "Mei Tan loved this mug for £9.",
        ),
        ("Customer Ben Low (+65 9876 5432) said it is great.", "Customer Ben Low said it is great."),
        ("Kata laluan anda ialah Bunga!22. Stok baru.", "Stok baru."),
        ("Ihr Passwort lautet Tulpe!92. Neue Schuhe.", "Neue Schuhe."),
    ],
)
def test_a_secret_goes_with_its_name_and_the_sentence_stays_whole(text: str, left: str) -> None:
    cleaned = clean(Draft(body=text))
    assert cleaned.draft.body == left
    assert cleaned.removed


@pytest.mark.parametrize(
    "text",
    [
        "Password reset link: https://x.example.com/reset. Forgot your password? Password-protected page.",
        "Season pass A2026X1 is here. Boarding pass 12B. Pass it on: 20% off.",
        "Use code TULIP9284 at checkout. Your code is 482913. Gift card 6362 1234.",
        "PIN 560001. Your locker PIN: 4821. Pick-up PIN is 4821, show it to the rider.",
        "Order 100-2345-6789 shipped. Tracking no. 1234567890123456. Call +65 9123 4567 or 9123 4567.",
        "Members Anna and Ben love it. Customer service +65 9123 4567. Customers call 9123 4567 to order.",
        "Valid until 12/26. Exp 12/26. Card holder case, £9. Sim card 1234 5678 9012 3456 deals.",
        (
            "Token of love: ring set A12. Key ring K1234. Secret Santa set. API-blue glaze. Token: "
            "KOPI10 gets you S$2."
        ),
        "The login page is new. Sign in at https://x.example.com/login?token=abc123def456ghi789.",
        "Born on the beach. Birth flowers: £4. Date of birth month: 10% off in your birthday month.",
        "Password: MAPLE24 unlocks the early access page.",
        (
            "Pan 24cm, PAN-sized portions. Passport holders from RM25. Passport to flavour: 12 teas. "
            "IC-lite case."
        ),
        (
            "Account holders get 5%. Your account number? Not needed. Visa and Mastercard accepted. "
            "Card 3 of 12."
        ),
        (
            "Questions? Mail us: bench@otterbank.example.com. Login with your e-mail. "
            "Write to lisa@shop.example."
        ),
        "Model 4111-22, ISBN 978-3-16-148410-0, EAN 4006381333931, IMEI number plates.",
        "2026-11-20 to 2026-11-25, 10:00-18:00, 25 x 30 x 40 cm, 1 000 000 points, RM1,234,567.",
    ],
)
def test_numbers_and_words_that_are_no_secrets_stay(text: str) -> None:
    cleaned = clean(Draft(body=text))
    assert cleaned.draft.body == text
    assert cleaned.removed == ()
