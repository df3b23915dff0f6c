"""The type check of our JavaScript: TypeScript reads its JSDoc. Nothing here reaches the site."""
