import { own } from "../base";

type Block = Readonly<Record<string, unknown>>;

/**
 * The values that a document of Terraform marks as sensitive: of variables and outputs (`sensitive`), of attributes in plans and
 * states (`sensitive_values`, `after_sensitive`, `sensitive_attributes`), and of arguments for sensitive variables of modules. Values
 * that only Terraform derives from these are known as far as a plan marks them, too.
 *
 * @param document JSON that was parsed
 * @param given values of variables that the call gives
 */
export function secretValues(document: unknown, given: Readonly<Record<string, unknown>>): Set<string> {
  const secrets = new Set<string>();
  const names = new Set<string>();
  // Not recursive: documents of strangers may be nested as deeply as they like.
  const open = [document];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (Array.isArray(at)) for (const each of at) open.push(each ?? null);
    if (!isBlock(at)) continue;
    if (isTrue(own(at, "sensitive"))) addTexts([own(at, "value"), own(at, "default")], secrets);
    addMarked(own(at, "values"), own(at, "sensitive_values"), secrets);
    addMarked(own(at, "after"), own(at, "after_sensitive"), secrets);
    addMarked(own(at, "before"), own(at, "before_sensitive"), secrets);
    addPaths(own(at, "attributes"), own(at, "sensitive_attributes"), secrets);
    for (const variables of [own(at, "variable"), own(at, "variables")].flat())
      for (const name of sensitiveOf(variables)) names.add(name);
    addArguments(at, secrets);
    for (const each of Object.values(at)) open.push(each ?? null);
  }
  const planned = isBlock(document) ? own(document, "variables") : undefined;
  for (const name of names) {
    addTexts([own(given, name)], secrets);
    if (!isBlock(planned)) continue;
    const variable = own(planned, name);
    if (isBlock(variable)) addTexts([own(variable, "value")], secrets);
  }
  return secrets;
}

function isBlock(value: unknown): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

/** The names of a block's sensitive variables. */
function sensitiveOf(variables: unknown): string[] {
  if (!isBlock(variables)) return [];
  return Object.entries(variables).flatMap(([name, variable]) =>
    [variable].flat().some((each) => isBlock(each) && isTrue(own(each, "sensitive"))) ? [name] : [],
  );
}

/** All texts in values, and numbers as texts. */
function addTexts(values: readonly unknown[], secrets: Set<string>): void {
  const open = [...values];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string") secrets.add(value);
    else if (typeof value === "number") secrets.add(String(value));
    else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) open.push(each);
  }
}

/** The parts of a value that have `true` at the same place in `marks`. */
function addMarked(value: unknown, marks: unknown, secrets: Set<string>): void {
  const open: [value: unknown, marks: unknown][] = [[value, marks]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [part, mark] = next;
    if (mark === true) addTexts([part], secrets);
    else if (typeof mark === "object" && mark !== null && typeof part === "object" && part !== null)
      for (const [key, inside] of Object.entries(mark)) open.push([own(part as Block, key), inside]);
  }
}

/** The attributes that a state file names by paths. */
function addPaths(attributes: unknown, paths: unknown, secrets: Set<string>): void {
  if (!Array.isArray(paths)) return;
  for (const path of paths as unknown[]) {
    let part = attributes;
    for (const step of [path].flat()) {
      const key = isBlock(step) ? own(step, "value") : undefined;
      const name = isBlock(key) ? own(key, "value") : key;
      part = typeof part === "object" && part !== null ? own(part as Block, String(name)) : undefined;
    }
    addTexts([part], secrets);
  }
}

/** What a plan's module call passes for sensitive variables. */
function addArguments(call: Block, secrets: Set<string>): void {
  const [expressions, module] = [own(call, "expressions"), own(call, "module")];
  if (!isBlock(expressions) || !isBlock(module)) return;
  for (const name of sensitiveOf(own(module, "variables"))) {
    const argument = own(expressions, name);
    if (isBlock(argument)) addTexts([own(argument, "constant_value")], secrets);
  }
}
