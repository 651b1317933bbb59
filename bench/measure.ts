/** One ratio, both sides measured in the same run. `aim` is the ratio to stay below; exceeding it is only reported. */
export interface Measure {
  readonly name: string;
  readonly ratio: number;
  readonly aim: number;
  readonly detail: object;
}
