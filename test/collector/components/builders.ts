import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

/** A typed builder of components, as the compiler sees it: `export const debug = exporter("debug", [...]).of<DebugExporter>()`. */
export interface Builder {
  /** Name that it is exported by. */
  readonly name: string;
  readonly kind: string;
  readonly type: string;

  /** What it carries, written as the catalogue does: `traces`, and `traces_to_metrics` of connectors; none of extensions. */
  readonly signals: readonly string[];
  readonly settings: Shape;
}

/** What a setting may be, as its TypeScript type says. */
export interface Shape {
  /** Of all members of the type's union. `text` is also what holds components: their ids are written. */
  readonly of: ReadonlySet<"text" | "duration" | "number" | "boolean" | "list" | "object" | "map" | "any">;
  readonly items?: () => Shape;
  readonly values?: () => Shape;
  readonly keys?: ReadonlyMap<string, Key>;
  /** The same for the same type: types may hold themselves. */
  readonly id: ts.Type | undefined;
}

/** A setting of an object: what it may be, what its comments say. */
export interface Key {
  readonly shape: () => Shape;
  readonly defaults: ReadonlySet<string>;
  /** What a member of the type's union does not say of it: a sentence, or what holds where it is left out. */
  readonly unsaid: ReadonlySet<"sentence" | "default">;
}

const root = resolve(__dirname, "..", "..", "..");
const files = ["receivers", "processors", "connectors", "exporters", "extensions"]
  .map((name) => join(root, "lib", "collector", "components", `${name}.ts`))
  .filter((file) => existsSync(file));

/** All builders of the room, and what is exported there and not understood. */
export function builders(): { readonly builders: readonly Builder[]; readonly unread: readonly string[] } {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  const found: Builder[] = [];
  const unread: string[] = [];
  for (const file of files) {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    for (const exported of module === undefined ? [] : checker.getExportsOfModule(module)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      if (!(symbol.flags & ts.SymbolFlags.Value)) continue;
      const made = builderOf(exported.name, symbol, checker);
      if (made === undefined) unread.push(`${file.slice(root.length + 1)}: ${exported.name}`);
      else found.push(made);
    }
  }
  return { builders: found, unread };
}

function builderOf(name: string, symbol: ts.Symbol, checker: ts.TypeChecker): Builder | undefined {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined) return undefined;
  const called = nameOfType(declaration);
  const signature = checker.getTypeOfSymbol(symbol).getCallSignatures()[0];
  if (signature === undefined || called === undefined) return undefined;
  const made = signature.getReturnType();
  const kind = literalAt(made, "kind", checker, declaration);
  const settings = settingsOf(checker.getTypeOfSymbol(symbol), signature, checker, declaration);
  if (settings.length === 0 || kind === undefined) return undefined;
  const takes = keysAt(made, "takes", checker, declaration);
  const gives = keysAt(made, "gives", checker, declaration);
  const pairs = isRelay(checker.getTypeOfSymbol(symbol))
    ? takes.map((signal) => `${signal}_to_${signal}`)
    : takes.flatMap((from) => gives.map((to) => `${from}_to_${to}`));
  return {
    name,
    kind,
    type: called,
    signals: kind === "connector" ? pairs : [...takes, ...gives],
    settings: joined(settings.map((each) => shapeOf(each, checker, declaration))),
  };
}

/** What a maker takes; a maker of relays, which is told a signal first, takes other settings for each. */
function settingsOf(maker: ts.Type, signature: ts.Signature, checker: ts.TypeChecker, at: ts.Node): readonly ts.Type[] {
  if (isRelay(maker))
    return (maker.aliasTypeArguments?.[0]?.getProperties() ?? []).map((each) =>
      checker.getTypeOfSymbolAtLocation(each, at),
    );
  const parameters = signature.getParameters()[0];
  if (parameters === undefined) return [];
  const first = checker.getTypeOfSymbolAtLocation(parameters, at);
  // Settings and options are one rest parameter in the type of a maker.
  const settings = checker.isTupleType(first) ? checker.getTypeArguments(first as ts.TypeReference)[0] : first;
  return settings === undefined ? [] : [settings];
}

function isRelay(maker: ts.Type): boolean {
  return maker.aliasSymbol?.name === "RelayMaker";
}

/** The first argument of the innermost call: `debug` in `exporter("debug", [...]).of<...>()`. */
function nameOfType(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    if (first !== undefined && ts.isStringLiteral(first)) return first.text;
  }
  return ts.forEachChild(node, nameOfType);
}

function literalAt(of: ts.Type, key: string, checker: ts.TypeChecker, at: ts.Node): string | undefined {
  const property = of.getProperty(key);
  const type = property && checker.getTypeOfSymbolAtLocation(property, at);
  return type?.isStringLiteral() === true ? type.value : undefined;
}

function keysAt(of: ts.Type, key: string, checker: ts.TypeChecker, at: ts.Node): readonly string[] {
  const property = of.getProperty(key);
  if (property === undefined) return [];
  const known = checker.getTypeOfSymbolAtLocation(property, at).getProperties();
  if (known.length > 0) return known.map((each) => each.name);
  // What depends on the builder's settings: all that it may carry.
  const [signals] = checker.getTypeArguments(of as ts.TypeReference);
  const all = signals && (checker.getBaseConstraintOfType(signals) ?? signals);
  return (all?.isUnion() === true ? all.types : [all]).flatMap((each) =>
    each?.isStringLiteral() === true ? [each.value] : [],
  );
}

const { Undefined, Null, Never, Any, Unknown, StringLike, NumberLike, BooleanLike } = ts.TypeFlags;

function shapeOf(given: ts.Type, checker: ts.TypeChecker, at: ts.Node): Shape {
  const type = checker.getBaseConstraintOfType(given) ?? given;
  const members = (type.isUnion() ? type.types : [type]).filter(
    (each) => !(each.flags & (Undefined | Null | Never)) && !isReference(each, checker),
  );
  const of = new Set<"text" | "duration" | "number" | "boolean" | "list" | "object" | "map" | "any">();
  const items: ts.Type[] = [];
  const values: ts.Type[] = [];
  const keys = new Map<string, { readonly types: ts.Type[]; readonly defaults: Set<string>; unsaid: Key["unsaid"] }>();
  for (const member of members) {
    if (member.flags & (Any | Unknown)) of.add("any");
    else if (member.flags & ts.TypeFlags.TemplateLiteral) of.add(isDuration(member, checker) ? "duration" : "text");
    else if (member.flags & StringLike || isPattern(member)) of.add("text");
    else if (member.flags & NumberLike) of.add("number");
    else if (member.flags & BooleanLike) of.add("boolean");
    else if (checker.isArrayType(member) || checker.isTupleType(member)) {
      of.add("list");
      items.push(...checker.getTypeArguments(member as ts.TypeReference));
    } else if (["kind", "settings", "options", "typed"].every((key) => member.getProperty(key) !== undefined))
      of.add("text");
    else {
      const index = member.getStringIndexType();
      of.add(index === undefined ? "object" : "map");
      if (index !== undefined) values.push(index);
      for (const property of checker.getPropertiesOfType(member)) {
        const known = keys.get(property.name) ?? { types: [], defaults: new Set<string>(), unsaid: new Set<never>() };
        const its = checker.getTypeOfSymbolAtLocation(property, at);
        known.types.push(its);
        for (const tag of property.getJsDocTags(checker))
          if (tag.name === "default") known.defaults.add(ts.displayPartsToString(tag.text).trim());
        if (!onlyNothing(its)) known.unsaid = new Set([...known.unsaid, ...unsaid(property, its, checker)]);
        keys.set(property.name, known);
      }
    }
  }
  const all = (types: readonly ts.Type[]) =>
    joined(types.filter((each) => !onlyNothing(each)).map((each) => shapeOf(each, checker, at)));
  return {
    of,
    id: type,
    ...(items.length > 0 && { items: () => all(items) }),
    ...(values.length > 0 && { values: () => all(values) }),
    keys: new Map(
      [...keys]
        .filter(([, { types }]) => types.some((each) => !onlyNothing(each)))
        .map(([key, { types, defaults, unsaid }]) => [key, { shape: () => all(types), defaults, unsaid }]),
    ),
  };
}

/** What editors do not show of a property that is written here, though each of its declarations, and what it overrides, may say it. */
function unsaid(property: ts.Symbol, type: ts.Type, checker: ts.TypeChecker): Key["unsaid"] {
  const found = new Set<"sentence" | "default">();
  if (property.declarations?.some((each) => ts.isPropertySignature(each) && isOurs(each)) !== true) return found;
  if (property.getDocumentationComment(checker).length === 0) found.add("sentence");
  const isSaid = property.getJsDocTags(checker).some(({ name }) => name === "default");
  if (property.flags & ts.SymbolFlags.Optional && !isSaid && !isGroup(type, checker)) found.add("default");
  return found;
}

/** Settings that may all be left out, and say each what holds then. */
function isGroup(given: ts.Type, checker: ts.TypeChecker): boolean {
  const type = checker.getNonNullableType(given);
  const keys = checker.getPropertiesOfType(type);
  return !type.isUnion() && keys.length > 0 && keys.every(({ flags }) => (flags & ts.SymbolFlags.Optional) !== 0);
}

function isOurs(node: ts.Node): boolean {
  return node.getSourceFile().fileName.startsWith(join(root, "lib"));
}

function joined(shapes: readonly Shape[]): Shape {
  const keys = new Map<string, Key>();
  for (const { keys: its = new Map<string, Key>() } of shapes)
    for (const [key, { shape, defaults, unsaid }] of its) {
      const known = keys.get(key);
      keys.set(key, {
        shape: known === undefined ? shape : () => joined([known.shape(), shape()]),
        defaults: new Set([...(known?.defaults ?? []), ...defaults]),
        unsaid: new Set([...(known?.unsaid ?? []), ...unsaid]),
      });
    }
  const items = shapes.flatMap((each) => each.items ?? []);
  const values = shapes.flatMap((each) => each.values ?? []);
  return {
    of: new Set(shapes.flatMap((each) => [...each.of])),
    id: shapes[0]?.id,
    ...(items.length > 0 && { items: () => joined(items.map((each) => each())) }),
    ...(values.length > 0 && { values: () => joined(values.map((each) => each())) }),
    keys,
  };
}

function onlyNothing(type: ts.Type): boolean {
  return (type.isUnion() ? type.types : [type]).every((each) => (each.flags & (Undefined | Null | Never)) !== 0);
}

/** A value of `env` or `expand`: it stands for any text. */
function isReference(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isIntersection()) return type.types.some((each) => isReference(each, checker));
  return type.getSymbol()?.name === "Reference" && checker.getPropertiesOfType(type).length === 1;
}

/** `"traceID" | (string & {})`: any text, of which some are proposed. */
function isPattern(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some((each) => (each.flags & StringLike) !== 0);
}

function isDuration(type: ts.Type, checker: ts.TypeChecker): boolean {
  return /^`\$\{number\}(ns|us|ms|s|m|h)/.test(checker.typeToString(type));
}
