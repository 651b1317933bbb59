import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { parse } from "yaml";
import { AgentError, filebeatConfiguration, type FilebeatInput, type FilebeatSettings } from "../../../lib/agents";
import { pathText } from "../../../lib/base";
import { baseContract, defineContract, type Redaction } from "../../../lib/contract";
import { expectText } from "../../texts";

const access = defineContract({
  name: "access",
  conventions: "own",
  fields: { ip: { type: "string", description: "Who." }, status: { type: "integer", description: "How." } },
  line: { text: "[ip, status]" },
});
const pino = defineContract({
  name: "pino",
  conventions: "own",
  fields: {
    time: { type: "integer", description: "When." },
    msg: { type: "string", description: "What." },
    error: { type: "string", description: "Why." },
  },
  line: { timestamp: "time", message: "msg" },
});
const audit: FilebeatInput = {
  id: "audit",
  dataset: "shop.audit",
  contract: baseContract,
  from: { files: ["/var/log/audit/*.log*"] },
};
const settings: FilebeatSettings = {
  namespace: "prod",
  inputs: [audit],
  to: { hosts: ["https://es.internal:9200"], apiKeyFrom: "ES_API_KEY" },
};
const full: FilebeatSettings = {
  namespace: "prod",
  inputs: [
    { ...audit, service: "audit$${USER}" },
    {
      id: "access",
      dataset: "access",
      contract: access,
      from: { files: ["/var/log/$x/*.log"] },
      begins: String.raw`^\d{4}-\d\d$|^\[`,
    },
    { id: "pods", dataset: "shop", contract: pino, from: { containers: "kubernetes", names: ["checkout", "auth"] } },
    { id: "docker", dataset: "shop", contract: pino, from: { containers: "docker", names: ["checkout"] } },
    { id: "all", dataset: "shop", contract: pino, from: { containers: "docker" } },
  ],
  to: { hosts: ["https://es-1:9200", "https://es-2:9200"], apiKeyFrom: "ES_API_KEY", authorities: "/etc/ssl/es.pem" },
  redaction: baseContract.redaction,
  queue: 4096,
};

test("a password in an address is refused, and not shown", () => {
  const hosts = ["https://elastic:secret@es.internal:9200"];
  const configure = (): string => filebeatConfiguration({ ...settings, to: { ...settings.to, hosts } });
  expect(configure).toThrow(/to\.hosts\[0\]/);
  expect(configure).not.toThrow(/secret/);
});

test("only the name of the node is a variable in inputs, whatever a service is called", () => {
  const inputs = [{ ...audit, service: "${NODE_NAME}", from: { containers: "kubernetes" } as const }];
  const text = filebeatConfiguration({ ...settings, inputs });
  expect(text).toContain("host: ${NODE_NAME}");
  expect(text).toContain("name: $${NODE_NAME}");
});

describe("Filebeat's configuration", () => {
  it("of one file", () => {
    expectText(filebeatConfiguration(settings));
  });

  it("of every source, with every setting", () => {
    expectText(filebeatConfiguration(full));
  });

  it("has only keys that are documented", () => {
    expect(unknownKeys(read(full))).toEqual([]);
  });

  it("says $ twice, but for what stands in Filebeat's environment", () => {
    const { filebeat, output } = read(full);
    const [first, second, third] = filebeat.inputs;
    expect(third?.processors).toContainEqual({
      add_kubernetes_metadata: expect.objectContaining({ host: "${NODE_NAME}" }) as unknown,
    });
    expect(output.elasticsearch.api_key).toBe("${ES_API_KEY}");
    expect(first?.processors).toContainEqual({
      add_fields: expect.objectContaining({ fields: { name: "audit$$$${USER}" } }) as unknown,
    });
    expect(second).toMatchObject({
      paths: ["/var/log/$$x/*.log"],
      parsers: [{ multiline: { pattern: String.raw`^\d{4}-\d\d$$|^\[` } }],
    });
  });

  it("reads time and names of a line as the contract says, and a line of text as a message", () => {
    const [first, second, third] = read(full).filebeat.inputs;
    const stepsOf = (input: typeof first) => (input?.processors ?? []).map((step) => Object.keys(step)[0]);
    expect(stepsOf(first)).toEqual(["timestamp", "rename", "add_fields", "add_fields"]);
    expect(stepsOf(second)).toEqual(["add_fields", "add_fields"]);
    expect(third?.processors).toContainEqual({
      timestamp: { field: "time", layouts: ["UNIX_MS"], ignore_missing: true, ignore_failure: true },
    });
    expect(third?.processors).toContainEqual({
      rename: { fields: [{ from: "msg", to: "message" }], ignore_missing: true, fail_on_error: false },
    });
    // error.message would be in error, which lines of this contract have as a text.
    expect(third?.parsers).toContainEqual({ ndjson: expect.objectContaining({ add_error_key: false }) as unknown });
  });
});

describe("Filebeat's redaction", () => {
  const { redaction } = baseContract;

  it("masks values of keys and of shapes, wherever they are", () => {
    const line = {
      message: 'paid by anna@example.com, password=open5 "x"',
      json: String.raw`{"password":"inner","n":1,"text":"{\"token\":\"t\"}"}`,
      user: { password: "hunter2", apiKey: 12, list: [{ token: "t" }, "bob@example.com"], name: "anna" },
      "request.authorization": { x: "y" },
      count: 3,
      "trace.id": "4bf92f3577b34da6a3ce929d0e0e4736",
    };
    expect(redacted(redaction, line)).toEqual({
      message: 'paid by ****, password=**** "x"',
      json: String.raw`{"password":"****","n":1,"text":"{\"token\":\"****\"}"}`,
      user: { password: "****", apiKey: "****", list: [{ token: "****" }, "****"], name: "anna" },
      "request.authorization": "****",
      count: 3,
      "trace.id": "4bf92f3577b34da6a3ce929d0e0e4736",
    });
  });

  it("drops a line that it cannot go through", () => {
    const line = Object.defineProperty({}, "odd", {
      enumerable: true,
      get: () => {
        throw new Error("no");
      },
    });
    expect(redacted(redaction, line)).toBeUndefined();
  });

  it("leaves no planted secret in any line, and changes nothing else", () => {
    const key = fc.constantFrom("password", "apiKey", "user.Token", "SET-COOKIE");
    const line = fc.dictionary(fc.constantFrom("a", "b", "user", "request"), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(line, key, fc.array(fc.constantFrom("x", "y"), { maxLength: 4 }), (others, name, groups) => {
        const secret = { [name]: "planted-secret-1" };
        const planted = groups.reduce<object>((inner, group) => ({ [group]: [inner] }), secret);
        const made = redacted({ keys: redaction.keys, shapes: [] }, structuredClone({ ...others, planted }));
        expect(JSON.stringify(made)).not.toContain("planted-secret");
        const expected = groups.reduce<object>((inner, group) => ({ [group]: [inner] }), { [name]: "****" });
        expect(made?.planted).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it.each<Redaction>([
    { keys: [], shapes: [] },
    { keys: ["a/b", "c$d"], shapes: [{ name: "P", description: "A path.", pattern: String.raw`a/b\/c$` }] },
  ])("is a script for any contract's redaction", (some) => {
    expect(redacted(some, { x: "xa/b/c", "a/b": 1, ok: "y" })).toEqual(
      some.keys.length === 0 ? { x: "xa/b/c", "a/b": 1, ok: "y" } : { x: "x****", "a/b": "****", ok: "y" },
    );
  });
});

describe("Filebeat's settings are refused", () => {
  it.each<[string, Partial<FilebeatSettings>, string[]]>([
    ["without inputs or hosts", { inputs: [], to: { hosts: [] } }, ["inputs", "to.hosts"]],
    ["with one id twice", { inputs: [audit, { ...audit }] }, ["inputs[1].id"]],
    [
      "with a secret in the place of its name, or in an address",
      {
        to: { hosts: ["https://elastic:changeme@es:9200"], apiKeyFrom: "VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw" },
      },
      ["to.hosts[0]", "to.apiKeyFrom"],
    ],
    [
      "with the beginning of an entry for lines of JSON",
      { inputs: [{ ...audit, begins: "^x" }] },
      ["inputs[0].begins"],
    ],
    [
      "with values of other kinds, all at once",
      {
        namespace: "Prod",
        queue: 0,
        inputs: [
          { ...audit, id: "a b", dataset: "shop-audit", from: { files: ["logs/*.log"] }, service: "" },
          { ...audit, id: "b", from: { files: [] } },
          { ...audit, id: "c", from: { containers: "docker", names: ["*"] } },
          { ...audit, id: "d", from: { containers: "docker", names: [] } },
        ],
        to: { hosts: ["es:9200"], authorities: "es.pem" },
      },
      [
        "namespace",
        "inputs[0].id",
        "inputs[0].dataset",
        "inputs[0].service",
        "inputs[0].from.files[0]",
        "inputs[1].from.files",
        "inputs[2].from.names[0]",
        "inputs[3].from.names",
        "to.hosts[0]",
        "to.authorities",
        "queue",
      ],
    ],
  ])("%s", (_, some, expected) => {
    const error = errorOf({ ...settings, ...some });
    expect(error.faults.map(({ path }) => pathText(path))).toEqual(expected);
    expectText(error.message);
  });
});

interface ReadInput {
  readonly paths: readonly string[];
  readonly parsers?: readonly Readonly<Record<string, Record<string, unknown>>>[];
  readonly processors: readonly Readonly<Record<string, Record<string, unknown> | null>>[];
  readonly prospector: { readonly scanner: Record<string, unknown> & { readonly fingerprint: object } };
  readonly file_identity: object;
}

interface ReadConfiguration {
  readonly filebeat: { readonly inputs: readonly ReadInput[] };
  readonly processors: ReadInput["processors"];
  readonly output: { readonly elasticsearch: Readonly<Record<string, unknown>> };
  readonly queue: { readonly mem: { readonly flush: object } };
}

function read(some: FilebeatSettings): ReadConfiguration {
  return parse(filebeatConfiguration(some)) as ReadConfiguration;
}

/** What the script leaves of a line, as Filebeat would call it; undefined if it drops the line. */
function redacted(redaction: Redaction, line: object): Record<string, unknown> | undefined {
  const { processors } = read({ ...settings, redaction });
  const source = String(processors.find((step) => "script" in step)?.script?.source).replaceAll("$$", "$");
  const calls: string[] = [];
  const event = { Get: () => line, Cancel: () => calls.push("Cancel") };
  runInNewContext(`${source}\nprocess(event);`, { event });
  return calls.length > 0 ? undefined : (line as Record<string, unknown>);
}

function errorOf(some: FilebeatSettings): AgentError {
  try {
    filebeatConfiguration(some);
  } catch (error) {
    if (error instanceof AgentError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** Options of Filebeat's documentation, as far as they are about what we write. Recorded as facts. */
const documented = JSON.parse(readFileSync(join(__dirname, "documented-keys.json"), "utf8")) as Readonly<
  Record<string, readonly string[]>
> & {
  readonly parsers: Readonly<Record<string, readonly string[]>>;
  readonly processors: Readonly<Record<string, readonly string[]>>;
};

function unknownKeys({ filebeat, output, processors, queue }: ReadConfiguration): string[] {
  const among = (value: object | null, known: readonly string[] = []) =>
    Object.keys(value ?? {}).filter((key) => !known.includes(key));
  const steps = (list: ReadInput["processors"], known: Readonly<Record<string, readonly string[]>>) =>
    list.flatMap((step) => Object.entries(step).flatMap(([name, value]) => among(value, known[name])));
  return [
    ...filebeat.inputs.flatMap((input) => [
      ...among(input, documented.filestream),
      ...among(input.prospector.scanner, documented.scanner),
      ...among(input.prospector.scanner.fingerprint, documented.fingerprint),
      ...among(input.file_identity, documented.file_identity),
      ...steps(input.parsers ?? [], documented.parsers),
      ...steps(input.processors, documented.processors),
    ]),
    ...steps(processors, documented.processors),
    ...among(output.elasticsearch, documented.output),
    ...among(queue.mem, documented["queue.mem"]),
    ...among(queue.mem.flush, documented["queue.mem.flush"]),
  ];
}
