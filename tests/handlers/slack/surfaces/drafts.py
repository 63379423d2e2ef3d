"""What the tests of the surfaces say to the bot."""

CART = (
    "audience: abandoned cart\nchannel: push\nproduct: Kopi-O Drip Bags, 20s\n"
    "voucher: S$5 off, min S$35, until 30 Nov\ntitle: You forgot something\n\n"
    "Hi {{first_name}}, your cart misses you! Come back for a special treat 🎁"
)
FACTS = ("{{first_name}}", "S$5", "S$35", "30 Nov", "Kopi-O Drip Bags")
WEAK, FOREIGN = "C-1034", "C-1085"  # of Kopi Lorong, and of another shop
