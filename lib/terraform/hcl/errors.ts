/** An expression that is not HCL: what is wrong, and where in the text. */
export class SyntaxFault extends Error {
  override readonly name = "SyntaxFault";
  constructor(
    message: string,
    /** Offset in the text of the template or expression. */
    readonly at: number,
  ) {
    super(message);
  }
}

/** An expression that Terraform refuses to evaluate: a clause, as `try` and `can` see it. */
export class EvaluationFault extends Error {
  override readonly name = "EvaluationFault";
}

export function refuse(message: string): never {
  throw new EvaluationFault(message);
}
