import { type YamlTags, readYaml, YamlError } from "../../yaml";

/** A template of CloudFormation, as far as it is read. Objects have no prototype. */
export interface CloudFormationBody {
  readonly Parameters?: Members;
  readonly Mappings?: Members;
  readonly Conditions?: Members;
  readonly Resources?: Members;
  readonly Outputs?: Members;
}

/** The members of an object, which may be anything. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * The short forms of functions in YAML: `!Ref x` is `{ "Ref": "x" }`, `!Sub x` is `{ "Fn::Sub": "x" }`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
const SHORT_FORMS: YamlTags = new Map(
  [
    ["Ref", "Ref"],
    ["Condition", "Condition"],
    ...[
      ...["And", "Base64", "Cidr", "Equals", "FindInMap", "ForEach", "GetAtt", "GetAZs", "If", "ImportValue", "Join"],
      ...["Length", "Not", "Or", "Select", "Split", "Sub", "ToJsonString", "Transform"],
    ].map((name) => [name, `Fn::${name}`]),
  ].map(([name = "", member = ""]) => [`!${name}`, (value: unknown) => ({ [member]: value })] as const),
);

/** Reads a template in JSON or YAML; a text where it is neither. */
export function readBody(text: string): CloudFormationBody | string {
  try {
    const { value } = readYaml(text, SHORT_FORMS);
    return isMembers(value) ? value : "the template is not an object";
  } catch (error) {
    if (error instanceof YamlError) return `the template cannot be read: ${error.message}, line ${error.at.line}`;
    throw error;
  }
}

/** Whether a value is an object, rather than a list or a plain value. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The members of an object; none of any other value. */
export function membersOf(value: unknown): Members {
  return isMembers(value) ? value : {};
}
