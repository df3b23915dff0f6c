"""The hearts: each a file that stands alone and that readers may change."""
