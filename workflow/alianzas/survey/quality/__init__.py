"""What in the answers cannot be right, before anything is concluded from them."""
