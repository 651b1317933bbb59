import { append } from "../../base";
import { loopEntries, type Scope } from "../hcl/evaluate";
import { evaluateText } from "../hcl/evaluate-text";
import { toText } from "../hcl/convert";
import { isTemplate } from "../hcl/parse-template";
import { isUnknown, object, tuple, unknown, type Unknown, type Value } from "../hcl/value";
import { lineAndColumn, type JsonNode } from "../json";
import { bodyOf, labelled, literalText, type Body, type Member, type Origin } from "./source";

/** The value of a JSON node as an expression: strings are templates. What cannot be evaluated is unknown, with its reason. */
export function evaluateNode({ node, origin }: Member, scope: Scope): Value {
  switch (node.type) {
    case "plain":
      return node.value;
    case "text":
      return isTemplate(node.value)
        ? evaluateTemplate(node.value, { at: node.at, origin }, scope)
        : node.value.normalize("NFC");
    case "list":
      return tuple(node.items.map((item) => evaluateNode({ node: item, origin }, scope)));
    case "object":
      if (hasDynamic(node)) return evaluateBody(bodyOf({ node, origin }), scope);
      return evaluateObject(node, origin, scope);
  }
}

function evaluateObject(node: JsonNode & { type: "object" }, origin: Origin, scope: Scope): Value {
  const entries = new Map<string, Value>();
  for (const { name, value } of node.members) {
    const key = isTemplate(name) ? evaluateTemplate(name, { at: value.at, origin }, scope) : name.normalize("NFC");
    if (isUnknown(key)) return key;
    entries.set(toText(key, "a key"), evaluateNode({ node: value, origin }, scope));
  }
  return { kind: "object", entries };
}

function evaluateTemplate(text: string, { at, origin }: { at: number; origin: Origin }, scope: Scope): Value {
  return evaluateText(text, { scope, templates: origin.templates, place: () => place(origin, at) });
}

/** `infra/alarms.tf.json:12:9` */
function place({ file, text }: Origin, at: number): string {
  const { line, column } = lineAndColumn(text, at);
  return `${file}:${line}:${column}`;
}

/** Meta-arguments: they say how a block is created, not what it contains. */
const META = new Set([
  "count",
  "for_each",
  "provider",
  "depends_on",
  "lifecycle",
  "provisioner",
  "connection",
  "dynamic",
]);

/** The names of a body's arguments and blocks, those of dynamic blocks included. */
export function argumentNames(body: Body): Set<string> {
  const dynamic = body.get("dynamic");
  const labels =
    dynamic === undefined ? [] : labelled(dynamic, 1, () => undefined).map(({ labels: [label = ""] }) => label);
  return new Set([...[...body.keys()].filter((name) => !META.has(name)), ...labels]);
}

/** One argument of a body; with dynamic blocks of its name after the static ones. */
export function evaluateArgument(body: Body, name: string, scope: Scope): Value {
  const member = body.get(name);
  const written = member === undefined ? undefined : evaluateNode(member, scope);
  const dynamic = body.get("dynamic");
  const blocks =
    dynamic === undefined ? [] : labelled(dynamic, 1, () => undefined).filter(({ labels }) => labels[0] === name);
  if (blocks.length === 0) return written ?? null;
  const items: Value[] =
    written === undefined
      ? []
      : typeof written === "object" && written?.kind === "tuple"
        ? [...written.items]
        : [written];
  for (const { body: block } of blocks) {
    const made = expandDynamic(name, block, scope);
    if ("kind" in made) return made;
    append(items, made);
  }
  return tuple(items);
}

/** The body of a nested block. */
function evaluateBody(body: Body, scope: Scope): Value {
  return object([...argumentNames(body)].map((name) => [name, evaluateArgument(body, name, scope)] as const));
}

function expandDynamic(label: string, block: Body, scope: Scope): readonly Value[] | Unknown {
  const source = block.get("for_each");
  const content = block.get("content");
  if (source === undefined || content === undefined) return unknown({ kind: "dynamic-block-incomplete", label });
  const each = evaluateNode(source, scope);
  if (isUnknown(each)) return each;
  const iterator = literalText(block.get("iterator"))?.replace(/^\$\{(.*)\}$/, "$1") ?? label;
  return loopEntries(each).map(([key, value]) => {
    const item = object([
      ["key", key],
      ["value", value],
    ]);
    return evaluateBody(bodyOf(content), (name) => (name === iterator ? item : scope(name)));
  });
}

/** Whether an object is a block with dynamic blocks in it, and not a map that has a key of that name. */
function hasDynamic(node: JsonNode & { type: "object" }): boolean {
  const dynamic = node.members.find(({ name }) => name === "dynamic")?.value;
  return dynamic !== undefined && mentions(dynamic, "content", 3);
}

function mentions(node: JsonNode, name: string, depth: number): boolean {
  if (depth === 0) return false;
  if (node.type === "list") return node.items.some((item) => mentions(item, name, depth));
  return (
    node.type === "object" &&
    node.members.some((member) => member.name === name || mentions(member.value, name, depth - 1))
  );
}
