import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

// Configuration and constructs have one vocabulary. A word that constructs have alone stands here with its reason; a word for which the
// configuration has another is not there at all.

const root = join(__dirname, "..", "..");

/** Words of the configuration, by the words that constructs, or the plan, had or might have for the same thing. */
const chosen: Readonly<Record<string, string>> = {
  evaluationPeriods: "periods",
  periodSeconds: "period",
  datapointsToAlarm: "datapoints",
  treatMissingData: "missingData",
  forSeconds: "for",
  waitSeconds: "wait",
  extensionSeconds: "extension",
  onRemoval: "retainOnDelete",
  removalPolicy: "retainOnDelete",
  logGroupClass: "class",
  timeZone: "timezone",
  metricName: "name",
  series: "dimensions",
  atLeastPercent: "atLeast",
  notifies: "notify",
  runbookUrl: "runbook",
  filter: "filterPolicy",
  address: "email",
  integrationKey: "pagerduty",
  workspaceId: "team",
  channelId: "channel",
};

/** Words that constructs have alone, and why. */
const alone: Readonly<Record<string, string>> = {
  ...because("a part of a contract", ["redaction", "unit"]),
  ...because("a name, which the configuration has as a key or makes", [
    "namePrefix",
    "filterName",
    "filterPrefix",
    "alias",
  ]),
  ...because("what is given as an object: a resource, or a construct's props", [
    "logGroup",
    "deadLetterQueue",
    "deliveryStream",
    "members",
    "target",
    "topics",
  ]),
  ...because("a dashboard's JSON, which the configuration's boards make", ["body"]),
  ...because("a part of Loki and its service, which no environment configures", [
    "discovery",
    "longestRetention",
    "longestRetentionSeconds",
    "outbound",
    "shellImage",
    "storage",
    "tenants",
  ]),
  ...because("a word of RegisterTaskDefinition, in a definition that is handed out", [
    "condition",
    "containerName",
    "containerPath",
    "containerPort",
    "dockerLabels",
    "drop",
    "hostPort",
    "interval",
    "linuxParameters",
    "logConfiguration",
    "logDriver",
    "mountPoints",
    "options",
    "portMappings",
    "readonlyRootFilesystem",
    "restartAttemptPeriod",
    "restartPolicy",
    "sourceVolume",
    "startPeriod",
    "stopTimeout",
    "timeout",
    "value",
    "valueFrom",
  ]),
  ...because("a part of collectors beside applications and on nodes, whose tasks no environment configures", [
    "executionPolicy",
    "executionStatements",
    "json",
    "logFolders",
    "nodes",
    "taskPolicy",
  ]),
  ...because("who is notified, where the configuration has routes", [
    "actions",
    "audience",
    "audiences",
    "deadLetters",
    "scopedTopics",
  ]),
  ...because("the configuration has one message for each severity of a service, and decides its text and times", [
    "notices",
    "text",
    "holdBack",
  ]),
  ...because("the configuration has no choice there", [
    "actionsEnabled",
    "at",
    "confirmsItself",
    "createBeforeDestroy",
    "deletionWindowDays",
    "expireDate",
    "instances",
    "mode",
    "flowLogs",
    "traffic",
    "filterPolicyScope",
    "insufficientDataActions",
    "partition",
    "preventDestroy",
    "redactionAudit",
    "resolution",
    "startDate",
    "state",
    "uses",
  ]),
  ...because("a part of a service of ECS, which the configuration has only as a collector", [
    "after",
    "allowedArn",
    "architecture",
    "autoscaling",
    "because",
    "bufferMib",
    "capabilities",
    "command",
    "container",
    "containers",
    "cpuPercent",
    "dependsOn",
    "deployment",
    "entryPoint",
    "essential",
    "healthCheck",
    "healthCheckGraceSeconds",
    "intervalSeconds",
    "memoryMib",
    "memoryPercent",
    "mode",
    "mounts",
    "parameterArn",
    "ports",
    "readOnly",
    "registry",
    "repository",
    "restart",
    "retries",
    "root",
    "startPeriodSeconds",
    "statements",
    "storageGib",
    "targetGroup",
    "targets",
    "timeoutSeconds",
    "user",
    "volumes",
  ]),
  ...because("a part of a collector's service", [
    "config",
    "gatewaySecurityGroup",
    "publicAddress",
    "decides",
    "samplers",
    "secretKeys",
    "secrets",
    "silence",
    "stopTimeoutSeconds",
    "waitForSteadyState",
  ]),
  ...because("a rule of a security group", [
    "egress",
    "ingress",
    "peer",
    "port",
    "prefixList",
    "protocol",
    "securityGroup",
  ]),
  ...because("what monitoring a stack takes and reports, where the configuration knows its services", [
    "argument",
    "before",
    "byChoice",
    "bySet",
    "covered",
    "dashboard",
    "dashboards",
    "exclude",
    "excluded",
    "height",
    "leftOut",
    "monitored",
    "overrides",
    "paths",
    "properties",
    "repeated",
    "report",
    "sets",
    "undecided",
    "width",
    "withoutSet",
  ]),
  ...because("a part of recommended alarms, which the configuration has as data of its own", [
    "bySeverity",
    "setting",
    "source",
    "terraform",
    "watches",
  ]),
  ...because("the configuration knows the log groups of a question", ["logGroups"]),
  ...because("the kind of a channel, in types only", ["https"]),
  ...because("the configuration lists versions by provider", ["providerVersion"]),
};

function because(reason: string, words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, reason]));
}

const wrappers = [
  "./aws/cloudwatch-alarm-mute-rule",
  "./aws/xray-indexing-rule",
  "./aws/xray-trace-segment-destination",
];

const configured = wordsOfConfiguration();
const constructed = wordsOfConstructs();

test("a word of a construct is a word of the configuration, or stands alone with a reason", () => {
  const unknown = [...constructed].filter((word) => !configured.has(word) && !Object.hasOwn(alone, word));
  expect(unknown).toEqual([]);
});

test("no construct has another word for what the configuration has a word for", () => {
  expect(Object.keys(chosen).filter((word) => constructed.has(word) && !Object.hasOwn(alone, word))).toEqual([]);
  expect(Object.values(chosen).filter((word) => !configured.has(word))).toEqual([]);
});

test("what stands alone is a word of constructs, and none of the configuration", () => {
  expect(Object.keys(alone).filter((word) => !constructed.has(word) || configured.has(word))).toEqual([]);
});

/** Keys of the configuration, from its JSON Schema. */
function wordsOfConfiguration(): ReadonlySet<string> {
  const words = new Set<string>();
  const walk = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    const { properties } = part as { properties?: object };
    for (const word of Object.keys(properties ?? {})) words.add(word);
    Object.values(part).forEach(walk);
  };
  const { $defs, ...schema } = JSON.parse(readFileSync(join(root, "schema", "sightline.schema.json"), "utf8")) as {
    $defs: Record<string, unknown>;
  };
  // A contract is written the same way for constructs: its words are not compared.
  const { contract, inlineContract, ...others } = $defs;
  expect([contract, inlineContract]).not.toContain(undefined);
  walk({ ...schema, others });
  return words;
}

/** Properties that are written when a construct is made: those of every exported interface and type of the room's index. */
function wordsOfConstructs(): ReadonlySet<string> {
  const index = join(root, "lib", "constructs", "index.ts");
  const words = new Set<string>();
  for (const statement of parsed(index).statements) {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) continue;
    if (statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause)) continue;
    const exported = new Set(statement.exportClause.elements.map(({ name }) => name.text));
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    // References to resources have the words of Terraform's bindings, so that resources fit.
    if (!from.startsWith("./aws/") || from === "./aws/references") continue;
    // A thin wrapper of a resource has Terraform's words.
    if (wrappers.includes(from)) continue;
    addWords(parsed(`${join(dirname(index), from)}.ts`), exported, words);
  }
  return words;
}

/** The properties of the types of a file with these names, and of those of the same file that they refer to. */
function addWords(file: ts.SourceFile, names: ReadonlySet<string>, words: Set<string>): void {
  const wanted = [...names];
  const seen = new Set<string>();
  const read = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) && ts.isIdentifier(node.name)) words.add(node.name.text);
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) wanted.push(node.typeName.text);
    ts.forEachChild(node, read);
  };
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const statement of file.statements) {
      const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
      if (isType && statement.name.text === name) read(statement);
    }
  }
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}
