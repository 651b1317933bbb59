/** A series holds one value per timestamp of the window; NaN: missing. A number is NaN if it does not exist, as 1 / 0. */
export type MathValue =
  | { readonly type: "S"; readonly value: number }
  | { readonly type: "TS"; readonly values: Float64Array }
  | { readonly type: "TS[]"; readonly of: readonly Float64Array[] };
