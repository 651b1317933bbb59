import { EvaluationFault } from "../../../lib/terraform/hcl/errors";
import { callFunction } from "../../../lib/terraform/hcl/functions/call";
import { languageFunctions } from "../../../lib/terraform/hcl/functions/list";
import { Work } from "../../../lib/terraform/hcl/work";

const work = () => Work.ofDocument().ofText();

/** `2`, `1-3`, `1+`. */
function arity(least: number, most: number): string {
  if (least === most) return String(least);
  return most === Infinity ? `${least}+` : `${least}-${most}`;
}

test("all functions: those that are evaluated, with their number of arguments, and those that are not, with the reason", () => {
  const groups: Record<string, string[]> = {};
  for (const [name, found] of languageFunctions) {
    const group = typeof found === "string" ? found : arity(found.least, found.most);
    (groups[group] ??= []).push(name);
  }
  const shown = Object.fromEntries(Object.entries(groups).map(([group, names]) => [group, names.sort().join(" ")]));
  expect(shown).toMatchInlineSnapshot(`
    {
      "0+": "merge",
      "1": "abs alltrue anytrue base64decode base64encode base64sha256 base64sha512 basename ceil chomp compact distinct flatten floor jsondecode jsonencode keys length lower md5 nonsensitive one reverse sensitive sha1 sha256 sha512 signum sort strrev sum title tobool tolist tomap tonumber toset tostring transpose trimspace upper urlencode values",
      "1+": "coalesce coalescelist concat format formatlist join max min setintersection setproduct setunion",
      "1-3": "range",
      "2": "chunklist contains element endswith indent index log parseint pow regex regexall setsubtract split startswith strcontains trim trimprefix trimsuffix zipmap",
      "2-3": "lookup",
      "3": "matchkeys replace slice substr",
      "differs-every-run": "bcrypt plantimestamp timestamp uuid",
      "not-implemented": "abspath base64gzip cidrhost cidrnetmask cidrsubnet cidrsubnets csvdecode dirname ephemeralasnull formatdate issensitive pathexpand rsadecrypt templatestring textdecodebase64 textencodebase64 timeadd timecmp type uuidv5 yamldecode yamlencode",
      "reads-files": "file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 fileset filesha1 filesha256 filesha512 templatefile",
    }
  `);
});

test.each([
  ["file", "reads-files"],
  ["uuid", "differs-every-run"],
  ["yamldecode", "not-implemented"],
  ["provider::aws::arn_parse", "not-implemented"],
])("%s is not evaluated: %s", (name, because) => {
  expect(callFunction(name, [], work())).toMatchObject({ reason: { kind: "function-not-evaluated", name, because } });
});

test("rejects a function that Terraform does not have", () => {
  expect(() => callFunction("upcase", ["a"], work())).toThrow(EvaluationFault);
});
