/** A board that cannot be a dashboard. */
export class BoardError extends Error {}
