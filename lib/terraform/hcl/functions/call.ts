import { refuse } from "../errors";
import { isUnknown, unknown, unknownIn, type Value } from "../value";
import { collectionFunctions } from "./collections";
import { conversionFunctions } from "./conversions";
import { encodingFunctions } from "./encodings";
import { formatFunctions } from "./format";
import { numberFunctions } from "./numbers";
import { regexFunctions } from "./regexes";
import { setFunctions } from "./sets";
import { textFunctions } from "./texts";

/** A function of Terraform's language. */
export interface LanguageFunction {
  readonly call: (given: readonly Value[]) => Value;
  /** How many arguments it takes. */
  readonly least: number;
  readonly most: number;
  /**
   * What it does with values that are not known. `nowhere` (the default): anything unknown in an argument makes the result
   * unknown; `inside`: collections may hold unknown items, which it hands on; `anywhere`: so may the arguments be.
   */
  readonly unknown: "nowhere" | "inside" | "anywhere";
}

const functions: Readonly<Record<string, LanguageFunction>> = {
  ...textFunctions,
  ...formatFunctions,
  ...regexFunctions,
  ...numberFunctions,
  ...collectionFunctions,
  ...setFunctions,
  ...conversionFunctions,
  ...encodingFunctions,
};

/** Functions of Terraform that are not evaluated: what they read or make is not in the template. */
const NOT_EVALUATED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["file", "templatefile", "filebase64", "fileexists", "fileset", "filemd5", "filesha1", "filesha256", "filesha512"]
      .concat(["filebase64sha256", "filebase64sha512"])
      .map((name) => [name, `${name}() reads a file beside the configuration, which is not given`]),
  ),
  ...Object.fromEntries(
    ["timestamp", "plantimestamp", "uuid", "bcrypt"].map((name) => [name, `${name}() is another value in every run`]),
  ),
};

const KNOWN_TO_TERRAFORM = new Set(
  (
    "abspath cidrhost cidrnetmask cidrsubnet cidrsubnets csvdecode dirname ephemeralasnull formatdate issensitive " +
    "pathexpand rsadecrypt base64gzip templatestring textdecodebase64 textencodebase64 " +
    "timeadd timecmp type uuidv5 yamldecode yamlencode"
  ).split(" "),
);

/** Calls a function; throws EvaluationFault for what Terraform refuses. */
export function callFunction(qualified: string, given: readonly Value[]): Value {
  const name = qualified.replace(/^core::/, "");
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (found === undefined) {
    const why = Object.hasOwn(NOT_EVALUATED, name) ? NOT_EVALUATED[name] : undefined;
    if (why !== undefined) return unknown(why);
    if (KNOWN_TO_TERRAFORM.has(name) || name.includes("::")) return unknown(`function ${name} is not evaluated`);
    return refuse(`there is no function "${name}"`);
  }
  if (given.length < found.least) return refuse(`${name} takes at least ${found.least} arguments`);
  if (given.length > found.most) return refuse(`${name} takes at most ${found.most} arguments`);
  const open = openArgument(found, given);
  if (open !== undefined) return open;
  try {
    return found.call(given);
  } catch (fault) {
    if (fault instanceof Error && fault.name === "EvaluationFault" && !fault.message.startsWith(`${name}: `))
      return refuse(`${name}: ${fault.message}`);
    // A width, a base, a number of digits beyond what can be made.
    if (fault instanceof RangeError) return refuse(`${name}: ${fault.message}`);
    throw fault;
  }
}

function openArgument(found: LanguageFunction, given: readonly Value[]): Value | undefined {
  if (found.unknown === "anywhere") return undefined;
  for (const argument of given) {
    const open = found.unknown === "inside" ? (isUnknown(argument) ? argument : undefined) : unknownIn(argument);
    if (open !== undefined) return open;
  }
  return undefined;
}
