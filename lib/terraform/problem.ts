/** Why a document cannot be read at all. */
export interface TerraformProblem {
  /** As it was given. */
  readonly file: string;
  /** From 1; undefined for the document as a whole. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** Place in the JSON: `resource.aws_sns_topic`; undefined where there is none. */
  readonly path: string | undefined;
  readonly message: string;
  readonly fix: string;
}

/** Documents that cannot be read as Terraform; holds all problems at once. */
export class TerraformError extends Error {
  override readonly name = "TerraformError";
  constructor(readonly problems: readonly TerraformProblem[]) {
    super(problems.map(problemText).join("\n"));
  }
}

/** A problem on two lines: where and what, then the fix. */
function problemText({ file, line, column, path, message, fix }: TerraformProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return `${place}${path === undefined ? "" : ` ${path}`}: ${message}\n  ${fix}`;
}

/** A problem with a document as a whole. */
export function wholeProblem(file: string, message: string, fix: string): TerraformProblem {
  return { file, line: undefined, column: undefined, path: undefined, message, fix };
}
