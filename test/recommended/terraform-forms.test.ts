import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type RecommendedSet, recommendedSets, type TerraformForm } from "../../lib/recommended";

const forms = Object.entries<RecommendedSet>(recommendedSets).flatMap(([name, set]) =>
  set.kind === "resource" ? set.terraform.map((form) => [name, form.type, form] as const) : [],
);

test.each(forms)("%s: what is read of %s stands in the provider's bindings", (_, type, form) => {
  const bindings = bindingsOf(type);
  expect(bindings).toContain(`static readonly tfResourceType = "${type}"`);
  expect(attributesRead(form).filter((attribute) => !hasAttribute(bindings, attribute))).toEqual([]);
  expect(argumentsRead(form).filter((argument) => !hasArgument(bindings, argument))).toEqual([]);
});

test("what is not in the bindings is found", () => {
  const bindings = bindingsOf("aws_lb");
  expect(hasAttribute(bindings, "arn_suffix")).toBe(true);
  expect(hasArgument(bindings, "arn_suffix")).toBe(false);
  expect(hasArgument(bindings, "load_balancer_type")).toBe(true);
  expect(hasArgument(bindings, "access_logs.bucket")).toBe(true);
  expect(hasAttribute(bindings, "access_logs.arn")).toBe(false);
  expect(hasAttribute(bindings, "load_balancer")).toBe(false);
});

test("no resource is in two sets that a walk over a stack takes", () => {
  const taken = Object.values<RecommendedSet>(recommendedSets).flatMap((set) =>
    set.kind === "resource" && set.byChoice === undefined
      ? set.terraform.map(({ type, unless, where }) => JSON.stringify({ type, where, unless }))
      : [],
  );
  expect(taken.filter((form, index) => taken.indexOf(form) !== index)).toEqual([]);
});

const bindingsOf = (type: string): string =>
  readFileSync(
    join(
      __dirname,
      "../../node_modules/@cdktf/provider-aws/lib",
      type.replace(/^aws_/, "").replaceAll("_", "-"),
      "index.d.ts",
    ),
    "utf8",
  );

const attributesRead = ({ dimensions }: TerraformForm): readonly string[] =>
  Object.values(dimensions).flatMap((value) => ("attribute" in value ? [value.attribute] : []));

const argumentsRead = ({ settings = {}, unless = {}, where = {} }: TerraformForm): readonly string[] => [
  ...Object.values(settings).map(({ argument }) => argument),
  ...Object.keys(where),
  ...Object.keys(unless),
];

/** A dot leads into a block, whose class the member of the resource names. */
function hasAttribute(bindings: string, path: string): boolean {
  return hasMember(bindings, path, (name) => new RegExp(`^    (get ${name}\\(\\)|readonly ${name}: )`, "m"));
}

function hasArgument(bindings: string, path: string): boolean {
  return hasMember(bindings, path, (name) => new RegExp(`^    get ${name}Input\\(\\)`, "m"));
}

function hasMember(bindings: string, path: string, member: (name: string) => RegExp): boolean {
  const [block, ...inner] = path
    .split(".")
    .map((name) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
  let within = classWith(bindings, /tfResourceType/);
  let name = block ?? "";
  for (const next of inner) {
    const type = new RegExp(`get ${name}\\(\\): (\\w+?)(?:List)?;`).exec(within)?.[1];
    if (type === undefined) return false;
    within = classWith(bindings, new RegExp(`^export declare class ${type}(OutputReference)? `));
    name = next;
  }
  return member(name).test(within);
}

/** The text of the class whose text has this. */
function classWith(bindings: string, has: RegExp): string {
  return bindings.split(/^(?=export declare class )/m).find((text) => has.test(text)) ?? "";
}
