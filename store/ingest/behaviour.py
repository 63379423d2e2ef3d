"""What customers do with a message, and what it is worth."""

from typing import Final

#: The score of each behaviour, counted at most once a message: the definition of engagement.
WEIGHTS: Final = {
    "read": 1,
    "click_store": 3,
    "click_voucher": 3,
    "click_product": 4,
    "crm_button": 2,
    "unsubscribe": -5,
}

#: Clicks on something to buy: what brings people to the shop.
CLICKS: Final = ("click_store", "click_voucher", "click_product")

#: What a mail scanner or a crawler can do as well as a person.
BOT_CLICKS: Final = ("click_store", "click_voucher", "click_product", "crm_button")

#: Days after delivery in which a behaviour counts, the first and the last moment included.
WINDOW_DAYS: Final = 7
