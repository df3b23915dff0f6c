"""The type check of our JavaScript: TypeScript reads the types in its JSDoc comments. Nothing here is part of the site."""
