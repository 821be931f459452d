"""One module a platform: frames to files in its layout, with what a right reader finds in them."""
