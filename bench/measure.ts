/** One ratio, both sides measured in the same run. `aim` is what we want it to stay under; missing it fails nothing. */
export interface Measure {
  readonly name: string;
  readonly ratio: number;
  readonly aim: number;
  readonly detail: object;
}
