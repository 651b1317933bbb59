import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectText } from "../texts";
import { incident, type Resources, template, type Workplace, workplace } from "./small-stack";

let place: Workplace;
beforeEach(() => {
  place = workplace();
  place.write("old.tf.json", template());
  place.write("api.ndjson", incident());
});
afterEach(() => place.remove());

const alarmOf = (resource: Resources): Record<string, unknown> => resource.aws_cloudwatch_metric_alarm!.errors!;

interface Json {
  readonly alike: boolean;
  readonly from: string;
  readonly to: string;
  readonly counts: Readonly<Record<"was" | "is", { readonly pages: number; readonly messages: number }>>;
  readonly incidents: readonly Readonly<
    Record<"first_page" | "began", Readonly<Record<"was" | "is", string | null>>>
  >[];
  readonly alarms: readonly { readonly name: object; readonly receivers: object; readonly fired: object }[];
  readonly receivers: readonly object[];
  readonly not_compared: readonly object[];
  readonly findings: { readonly come: readonly { readonly rule: string }[] };
}

async function compared(change: (resource: Resources) => void, ...argv: string[]): Promise<Json> {
  place.write("new.tf.json", template(change));
  const { code, stderr, stdout } = await place.run(
    ...["replay", "--template", "new.tf.json", "--against", "old.tf.json", "--json"],
    ...(argv.length === 0 ? ["api.ndjson"] : argv),
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Json;
}

async function text(change: (resource: Resources) => void): Promise<string> {
  place.write("new.tf.json", template(change));
  const { code, stderr, stdout } = await place.run(
    ...["replay", "--template", "new.tf.json", "--against", "old.tf.json", "api.ndjson"],
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

test("the same template changes nothing", async () => {
  const json = await compared(() => undefined);
  expect(json).toMatchObject({ alike: true, incidents: [], alarms: [], receivers: [], findings: { come: [] } });
  expectText(await text(() => undefined));
});

test("an alarm that needs another datapoint pages later", async () => {
  const change = (resource: Resources): void => {
    alarmOf(resource).evaluation_periods = 2;
  };
  expect((await compared(change)).incidents).toMatchObject([
    { first_page: { was: "2026-11-20T10:04:00.000Z", is: "2026-11-20T10:05:00.000Z" } },
  ]);
  expectText(await text(change));
});

test("Markdown has incidents first, folds the rest, and mentions nobody", async () => {
  place.write(
    "new.tf.json",
    template((resource) => {
      alarmOf(resource).threshold = 200;
      alarmOf(resource).alarm_name = "@octocat | #12 <b>`";
    }),
  );
  const { code, stdout } = await place.run(
    ...["replay", "--template", "new.tf.json", "--against", "old.tf.json", "--markdown", "api.ndjson"],
  );
  expect(code).toBe(0);
  expect(stdout.replaceAll(/`[^`]*`|<code>[^<]*<\/code>/g, "")).not.toMatch(/@|(?<!&)#12|<b>/);
  expectText(stdout.replaceAll(/^(?=.)/gm, "  "));
});

test("--html writes a page with both timelines, which sends no requests", async () => {
  place.write(
    "new.tf.json",
    template((resource) => Object.assign(alarmOf(resource), { alarm_name: "<b>api", evaluation_periods: 2 })),
  );
  const { code } = await place.run(
    ...["replay", "--template", "new.tf.json", "--against", "old.tf.json", "--html", "page.html", "api.ndjson"],
  );
  expect(code).toBe(0);
  const page = readFileSync(join(place.folder, "page.html"), "utf8");
  expect(page.match(/class="timeline pairs"/g)).toHaveLength(1);
  expect(page.match(/class="track (?:was|is)"/g)).toHaveLength(2);
  expect(page).not.toContain('href="#"');
  expect(page).toContain("the page comes 1 min later");
  expect(page).not.toMatch(/<b>api|(?:src|href)="https?:/);
});

test("an alarm with a threshold that is never reached wakes nobody", async () => {
  const change = (resource: Resources): void => {
    alarmOf(resource).threshold = 200;
  };
  expect(await compared(change)).toMatchObject({
    counts: { was: { pages: 1 }, is: { pages: 0 } },
    incidents: [{ first_page: { was: "2026-11-20T10:04:00.000Z", is: null } }],
    receivers: [{ kind: "pagerduty", pages: { was: 1, is: 0 } }],
  });
  expectText(await text(change));
});

test("a new alarm is new, and what it sends at its start does not count", async () => {
  const change = (resource: Resources): void => {
    resource.aws_cloudwatch_metric_alarm!.more = {
      ...alarmOf(resource),
      alarm_name: "api-errors-warning",
      threshold: 1,
      ok_actions: alarmOf(resource).alarm_actions,
      tags: { severity: "warning" },
    };
  };
  expect(await compared(change)).toMatchObject({
    counts: { was: { messages: 1 }, is: { messages: 3 } },
    alarms: [{ name: { was: null, is: "api-errors-warning" } }],
  });
  expectText(await text(change));
});

test("other receivers of the same alarm are named", async () => {
  const change = (resource: Resources): void => {
    resource.aws_sns_topic_subscription!.pagerduty!.protocol = "email";
    resource.aws_sns_topic_subscription!.pagerduty!.endpoint = "team@example.com";
  };
  expect(await compared(change)).toMatchObject({ counts: { was: { pages: 1 }, is: { pages: 0 } }, alarms: [{}] });
  expectText(await text(change));
});

test("an alarm under another name and address is the same alarm", async () => {
  const json = await compared((resource) => {
    resource.aws_cloudwatch_metric_alarm = {
      failures: { ...alarmOf(resource), alarm_name: "api-failures-critical", evaluation_periods: 2 },
    };
  });
  expect(json.alarms.map(({ name }) => name)).toEqual([{ was: "api-errors-critical", is: "api-failures-critical" }]);
});

test("both replays have one clock, whichever alarm looks back further", async () => {
  const longer = await compared((resource) => {
    alarmOf(resource).evaluation_periods = 60;
    alarmOf(resource).datapoints_to_alarm = 1;
  });
  place.write(
    "old.tf.json",
    template((resource) => Object.assign(alarmOf(resource), { evaluation_periods: 60, datapoints_to_alarm: 1 })),
  );
  const shorter = await compared(() => undefined);
  expect([longer.from, longer.to]).toEqual([shorter.from, shorter.to]);
});

test("lines reach a log group that has another name", async () => {
  const logEvents = incident()
    .trimEnd()
    .split("\n")
    .map((message, id) => ({
      id,
      timestamp: Date.parse((JSON.parse(message) as { timestamp: string }).timestamp),
      message,
    }));
  place.write("api.json", JSON.stringify({ messageType: "DATA_MESSAGE", logGroup: "/ecs/api", logEvents }));
  const rename = (resource: Resources): void => {
    resource.aws_cloudwatch_log_group!.api!.name = "/app/api";
  };
  const recorded = [
    ["--log-group", "/ecs/api=api*", "api.ndjson"],
    ["--log-group", "/app/api=api*", "api.ndjson"],
    ["--engine", "duckdb", "--log-group", "/ecs/api=api*", "api.ndjson"],
    ["--engine", "duckdb", "--log-group", "/app/api=api*", "api.ndjson"],
    ["api.json"],
  ];
  for (const argv of recorded)
    expect(await compared(rename, ...argv)).toMatchObject({ counts: { was: { pages: 1 }, is: { pages: 1 } } });
});

test("alarms that cannot be evaluated are named, and new findings", async () => {
  const json = await compared((resource) => {
    resource.aws_cloudwatch_metric_alarm!.cpu = {
      ...alarmOf(resource),
      alarm_name: "cpu",
      namespace: "AWS/EC2",
      metric_name: "CPUUtilization",
      alarm_actions: [],
    };
  });
  expect(json.not_compared).toMatchObject([{ was: null, is: "cpu" }]);
  expect(json.findings.come.map(({ rule }) => rule)).toContain("alarm-without-actions");
});

test("lines of no log group say nothing of incidents either", async () => {
  place.write(
    "old.tf.json",
    template((resource) => void (alarmOf(resource).treat_missing_data = "breaching")),
  );
  place.write("new.tf.json", template());
  const { stdout } = await place.run(
    ...["replay", "--template", "new.tf.json", "--against", "old.tf.json", "--json"],
    ...["--log-group", "/other=api.ndjson", "api.ndjson"],
  );
  const json = JSON.parse(stdout) as Json & { readonly nothing_replayed: readonly string[] };
  expect(json.nothing_replayed).not.toEqual([]);
  expect(json).toMatchObject({ alike: false, incidents: [], alarms: [], receivers: [], counts: { was: { fired: 0 } } });
});

test("alarms are said to be new because what they are compared with has none", async () => {
  place.write("new.tf.json", template());
  const stderrOf = async (old: string): Promise<string> => {
    const { code, stderr } = await place.run("replay", "--template", "new.tf.json", "--against", old, "api.ndjson");
    expect(code).toBe(0);
    return stderr;
  };
  place.write("empty.tf.json", "{}");
  expect(await stderrOf("empty.tf.json")).toContain("--against empty.tf.json: ");
  expect(await stderrOf("old.tf.json")).toBe("");
});

test("an alarm that only one of the replays can evaluate is not said to change what happens", async () => {
  const elsewhere = (resource: Resources): void => {
    Object.assign(alarmOf(resource), { namespace: "AWS/EC2", metric_name: "CPUUtilization" });
    resource.aws_cloudwatch_metric_alarm!.more = { ...alarmOf(resource), alarm_name: "api-more" };
  };
  const nothing = { incidents: [], receivers: [], counts: { was: { pages: 0 }, is: { pages: 0 } } };
  expect(await compared(elsewhere)).toMatchObject({ ...nothing, alike: false });
  expectText(await text(elsewhere));
  place.write("old.tf.json", template(elsewhere));
  expect(await compared(() => undefined)).toMatchObject({ ...nothing, alike: false });
});

test("standard input is read once for both", async () => {
  place.write(
    "new.tf.json",
    template((resource) => Object.assign(alarmOf(resource), { threshold: 200 })),
  );
  const { runWith } = await import("./fake-io");
  const { code, stdout } = await runWith(
    ["replay", "--template", "new.tf.json", "--against", "old.tf.json", "--json", "-"],
    { cwd: place.folder, stdin: incident() },
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ counts: { was: { pages: 1 }, is: { pages: 0 } } });
});

test("a folder of Terraform is compared as a whole", async () => {
  place.write("before/stack.tf.json", template());
  const { code, stdout } = await place.run(
    ...["replay", "--template", "old.tf.json", "--against", "before", "--json", "api.ndjson"],
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ alike: true });
});

test("logs that hold nothing prove nothing, and the exit code says so", async () => {
  place.write("empty.ndjson", "");
  const { code, stderr, stdout } = await place.run(
    ...["replay", "--template", "old.tf.json", "--against", "old.tf.json", "empty.ndjson"],
  );
  expect(code).toBe(2);
  expectText(`${stdout}${stderr}`);
});

test.each([["nowhere.json"], ["api.ndjson"], [""]])("--against %j cannot be compared with", async (given) => {
  const { code, stderr, stdout } = await place.run(
    ...["replay", "--template", "old.tf.json", "--against", given, "api.ndjson"],
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expectText(stderr);
});

describe("--fail-on", () => {
  const later = (resource: Resources): void => {
    alarmOf(resource).evaluation_periods = 2;
  };
  const never = (resource: Resources): void => {
    alarmOf(resource).threshold = 200;
  };
  const alike = (): void => undefined;
  const twice = (resource: Resources): void => {
    resource.aws_cloudwatch_metric_alarm!.more = {
      ...alarmOf(resource),
      alarm_name: "api-errors-more",
    };
  };
  const unknown = (resource: Resources): void => {
    Object.assign(alarmOf(resource), { namespace: "AWS/EC2", metric_name: "CPUUtilization" });
  };
  const silent = (resource: Resources): void => {
    alarmOf(resource).alarm_actions = [];
  };
  const mailed = (resource: Resources): void => {
    Object.assign(resource.aws_sns_topic_subscription!.pagerduty!, { protocol: "email", endpoint: "team@example.com" });
  };

  async function failing(failOn: string, change: (resource: Resources) => void, ...more: string[]) {
    place.write("new.tf.json", template(change));
    const argv = ["replay", "--template", "new.tf.json", "--against", "old.tf.json", "--fail-on", failOn];
    return place.run(...argv, ...more, "api.ndjson");
  }

  test.each<[string, string, (resource: Resources) => void, readonly string[]]>([
    ["an incident that pages later", "later", later, ["later"]],
    ["one that pages a minute later, where a minute is fine", "later=1m", later, []],
    ["one that pages more than 59 seconds later", "later=59s", later, ["later"]],
    ["an incident that pages nobody any more", "lost", never, ["lost"]],
    ["an incident that is told by e-mail only now", "lost", mailed, ["lost"]],
    ["an incident that pages later is not lost", "lost", later, []],
    ["a page more", "more", twice, ["more"]],
    ["a page more, where one is fine", "more=1", twice, []],
    ["a page fewer is not more", "more", never, []],
    ["an alarm that cannot be evaluated any more", "unknown,lost", unknown, ["unknown"]],
    ["a new finding", "error", silent, ["findings"]],
    ["a new finding beside a lost page", "lost, warning", silent, ["lost", "findings"]],
    ["anything", "any", later, ["any"]],
    ["nothing", "lost,later,more,unknown,any,info", alike, []],
  ])("%s: %s", async (_, failOn, change, conditions) => {
    const { code, stderr, stdout } = await failing(failOn, change, "--json");
    const { failed } = JSON.parse(stdout) as { readonly failed: readonly { readonly condition: string }[] };
    expect([...new Set(failed.map(({ condition }) => condition))]).toEqual(conditions);
    expect(code).toBe(conditions.length === 0 ? 0 : 1);
    // Each is said, too.
    expect(stderr.split("\n")).toHaveLength(failed.length + 1);
  });

  test("of messages, where an incident paged nobody", async () => {
    place.write("old.tf.json", template(mailed));
    const both =
      (change: (resource: Resources) => void) =>
      (resource: Resources): void => {
        mailed(resource);
        change(resource);
      };
    expect(await failing("lost", both(never))).toMatchObject({ code: 1 });
    expect(await failing("later", both(later))).toMatchObject({ code: 1 });
    expect(await failing("lost,later", both(alike))).toMatchObject({ code: 0, stderr: "" });
  });

  test("is said in words, and by annotations, whose texts are escaped", async () => {
    expectText((await failing("later=30s", later)).stderr);
    const evil = (resource: Resources): void => {
      unknown(resource);
      alarmOf(resource).alarm_name = "%0A::error::x,title=y\n::stop::";
      twice(resource);
    };
    const { code, stdout } = await failing("unknown,later", evil, "--github");
    expect(code).toBe(1);
    expect(stdout.split("\n").filter((text) => !/^::(?:error|warning|notice)(?: [^:]*)?::|^$/.test(text))).toEqual([]);
    expectText((await failing("later", later, "--github")).stdout);
  });

  test("JUnit has what is not wanted as failed, the rest as passed", async () => {
    const xml = () => readFileSync(join(place.folder, "replay.xml"), "utf8");
    await failing("later,unknown", later, "--junit", "replay.xml");
    expect(xml()).toMatch(/^<testsuites [^>]* tests="3" failures="1" /m);
    expectText(xml());
    await failing("lost", later, "--junit", "replay.xml");
    expect(xml()).toMatch(/^<testsuites [^>]* tests="3" failures="0" /m);
    // Without a change there is one test, so that programs do not take the report for empty.
    await failing("any", alike, "--junit", "replay.xml");
    expect(xml()).toMatch(/^<testsuites [^>]* tests="1" failures="0" /m);
    await failing("unknown", unknown, "--junit", "replay.xml");
    expect(xml()).toMatch(/^<testsuites [^>]* tests="2" failures="1" errors="0" skipped="0" /m);
    await failing("error", silent, "--junit", "replay.xml");
    expect(xml()).toMatch(/<testsuite name="findings" tests="1" failures="1" /);
  });

  test("logs of which nothing was replayed fail as they do without it", async () => {
    place.write("empty.ndjson", "");
    const argv = ["replay", "--template", "old.tf.json", "--against", "old.tf.json", "--fail-on", "any,lost"];
    const { code } = await place.run(...argv, "--junit", "replay.xml", "empty.ndjson");
    expect(code).toBe(2);
    expect(readFileSync(join(place.folder, "replay.xml"), "utf8")).toContain('skipped="1"');
  });

  test("conditions of a comparison need --against", async () => {
    const argv = ["replay", "--template", "old.tf.json", "--fail-on", "lost,later=5m", "api.ndjson"];
    const { code, stderr, stdout } = await place.run(...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expectText(stderr);
  });

  test.each([["later=soon"], ["more=-1"], ["lost=2"], ["latr"], [",lost"], [""]])("%j is refused", async (failOn) => {
    const { code, stderr, stdout } = await failing(failOn, alike);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expectText(stderr);
  });
});
