import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { runWith } from "../cli/fake-io";
import { saySkipped } from "../skipped";
import { contrasts, executable } from "./browser";

if (executable === undefined)
  saySkipped("the preview of dashboards in a browser", "there is no chromium; install it, or name one in CHROMIUM");
const inBrowser = executable === undefined ? test.skip : test;

const root = join(__dirname, "..", "..");
let browser: Browser;
let folder: string;

beforeAll(async () => {
  if (executable === undefined) return;
  folder = mkdtempSync(join(tmpdir(), "dashboard-preview-"));
  writeFileSync(join(folder, "payments.json"), JSON.stringify(board()));
  writeFileSync(join(folder, "hostile.json"), JSON.stringify(hostile()));
  writeFileSync(join(folder, "crowded.json"), JSON.stringify(crowded()));
  await preview("page", "payments.json", "hostile.json");
  await preview("full", "crowded.json");
  writeFileSync(join(folder, "repeated.json"), JSON.stringify(repeated()));
  writeFileSync(join(folder, "chained.json"), JSON.stringify(chained()));
  await preview("repeated", "repeated.json", "chained.json");
  const { panels, ...rest } = board();
  writeFileSync(join(folder, "old.json"), JSON.stringify({ ...rest, panels: panels.slice(1) }));
  await preview("compared", "--diff", "old.json", "payments.json");
  browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
});

afterAll(async () => {
  if (executable === undefined) return;
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function preview(out: string, ...files: readonly string[]): Promise<void> {
  const given = [
    ...["--template", join(root, "test/golden/shop-prod/stack.tf.json")],
    ...["--logs", join(root, "test/scenarios/payment-provider-outage/*.ndjson.gz")],
  ];
  const { code, stderr } = await runWith(["dashboards", "--preview", ...given, "--out", out, ...files], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(stderr);
}

const metric = (refId: string, more: object) => ({
  refId,
  datasource: { type: "cloudwatch", uid: "${cloudwatch}" },
  queryMode: "Metrics",
  metricQueryType: 0,
  dimensions: {},
  matchExact: true,
  statistic: "Sum",
  period: "60",
  namespace: "shop/prod/payments",
  ...more,
});

/** A panel of each type that is drawn. */
function board() {
  const failures = metric("A", { metricName: "PaymentFailures", dimensions: { "payment.provider": "*" } });
  const requests = metric("A", { namespace: "shop/prod/$service", metricName: "Requests" });
  const latency = metric("A", { namespace: "shop/prod/$service", metricName: "RequestDuration", statistic: "p99" });
  const steps = [
    { value: null, color: "green" },
    { value: 5, color: "red" },
  ];
  const types = [
    "timeseries",
    "stat",
    "gauge",
    "bargauge",
    "barchart",
    "piechart",
    "table",
    "state-timeline",
    "heatmap",
  ];
  const panels = types.map((type, at) => ({
    id: at + 1,
    type,
    title: `${type} $service`,
    description: "What **it** shows.",
    gridPos: { x: (at % 2) * 12, y: Math.floor(at / 2) * 8, w: 12, h: 8 },
    targets: [at === 0 ? requests : at === 1 ? latency : failures],
    fieldConfig: {
      defaults: { unit: at === 1 ? "ms" : "short", thresholds: { mode: "absolute", steps } },
      overrides: [],
    },
    options: { legend: { showLegend: true, displayMode: "table", calcs: ["mean", "max"] } },
  }));
  const after = [
    {
      id: 20,
      type: "row",
      title: "More",
      collapsed: true,
      gridPos: { x: 0, y: 60, w: 24, h: 1 },
      panels: [
        {
          id: 21,
          type: "timeseries",
          title: "Stacked",
          gridPos: { x: 0, y: 61, w: 12, h: 8 },
          targets: [failures],
          fieldConfig: {
            defaults: { custom: { drawStyle: "bars", stacking: { mode: "normal" }, fillOpacity: 60 } },
            overrides: [],
          },
        },
        {
          id: 22,
          type: "text",
          title: "About",
          gridPos: { x: 12, y: 61, w: 6, h: 8 },
          options: { content: "# Payments\n- [Runbook](https://example.com/r)\n- [not](javascript:alert(1))" },
        },
        {
          id: 23,
          type: "timeseries",
          title: "CPU",
          gridPos: { x: 18, y: 61, w: 6, h: 8 },
          targets: [metric("A", { namespace: "AWS/ECS", metricName: "CPUUtilization" })],
        },
      ],
    },
  ];
  const service = { name: "service", type: "custom", query: "payments,storefront", current: { value: "payments" } };
  return {
    title: "Payments",
    tags: ["payments"],
    schemaVersion: 41,
    templating: { list: [service] },
    panels: [...panels, ...after],
  };
}

/** More series than a panel draws, in a panel of each type, and annotations. */
function crowded() {
  const targets = Array.from({ length: 72 }, (_, at) =>
    metric(`M${String(at)}`, { metricName: "Requests", id: `m${String(at)}` }),
  );
  const types = ["timeseries", "stat", "gauge", "bargauge", "state-timeline", "heatmap", "table"];
  const panels = types.map((type, at) => ({
    ...{ id: at + 1, type, title: type, targets },
    gridPos: { x: (at % 2) * 12, y: Math.floor(at / 2) * 8, w: 12, h: 8 },
  }));
  const alarms = { queryMode: "Annotations", prefixMatching: true, alarmNamePrefix: "shop-prod-payments-" };
  const annotation = { name: "Alarms", enable: true, iconColor: "red", target: alarms };
  const list = { id: 99, type: "annolist", title: "annolist", gridPos: { x: 12, y: 24, w: 12, h: 8 } };
  return {
    ...{ title: "Crowded", schemaVersion: 41, panels: [...panels, list] },
    annotations: { list: [{ ...annotation, datasource: { type: "cloudwatch", uid: "${cloudwatch}" } }] },
  };
}

/** A row and panels that are repeated for services and statistics. */
function repeated() {
  const services = { name: "service", type: "custom", query: "payments,storefront,checkout", includeAll: true };
  const statistics = { name: "stat", type: "custom", query: "Average,p50,p99", includeAll: true, multi: true };
  const requests = metric("A", { namespace: "shop/prod/$service", metricName: "Requests", label: "$service" });
  const latency = metric("A", {
    namespace: "shop/prod/$service",
    metricName: "RequestDuration",
    statistic: "$stat",
    label: "$stat",
  });
  const beside = { id: 1, type: "timeseries", title: "Requests of $service", repeat: "service", maxPerRow: 2 };
  const below = { id: 4, type: "stat", title: "$stat of $service", repeat: "stat", repeatDirection: "v" };
  return {
    title: "Repeated",
    schemaVersion: 41,
    templating: {
      list: [
        { ...services, current: { value: ["$__all"] } },
        { ...statistics, current: { value: ["p50", "p99"] } },
      ],
    },
    panels: [
      { ...beside, gridPos: { x: 6, y: 0, w: 6, h: 6 }, targets: [requests] },
      {
        id: 2,
        type: "text",
        title: "Below",
        gridPos: { x: 0, y: 6, w: 24, h: 3 },
        options: { content: "of $service" },
      },
      { id: 3, type: "row", title: "Times of $service", repeat: "service", gridPos: { x: 0, y: 9, w: 24, h: 1 } },
      { ...below, gridPos: { x: 0, y: 10, w: 8, h: 4 }, targets: [latency] },
      {
        ...{ id: 5, type: "timeseries", title: "Time of $service", gridPos: { x: 8, y: 10, w: 16, h: 8 } },
        targets: [latency],
      },
    ],
  };
}

/** A variable that has other values for each value of another, and what is reduced of them. */
function chained() {
  const query = (name: string, text: string) => ({ name, type: "query", query: text, includeAll: true });
  const of = { dimensions: { "payment.provider": "$provider" }, label: "${PROP('Dim.payment.provider')}" };
  const failures = metric("A", { namespace: "shop/prod/$service", metricName: "PaymentFailures", ...of });
  const list = [
    query("provider", "dimension_values($region, shop/prod/$service, PaymentFailures, payment.provider)"),
    { name: "service", type: "custom", query: "payments,storefront" },
    { name: "a", type: "query", query: "metrics($b)", current: { value: "x" } },
    { name: "b", type: "query", query: "metrics($a)", current: { value: "y" } },
  ];
  const reduce = { id: "reduce", options: { reducers: ["max", "sum"] } };
  const sort = { id: "sortBy", options: { sort: [{ field: "Total", desc: true }] } };
  const panels = [
    { id: 1, type: "table", title: "Failures of $provider", targets: [failures], transformations: [reduce, sort] },
    { id: 2, type: "timeseries", title: "Failures of $service", targets: [failures] },
  ];
  return {
    ...{ title: "Chained", schemaVersion: 41, templating: { list } },
    panels: panels.map((one, at) => ({ ...one, gridPos: { x: at * 12, y: 0, w: 12, h: 8 } })),
  };
}

function hostile() {
  const evil = '</script><img src=x onerror="window.hacked=1">${constructor}\u202e';
  const targets = [metric("A", { metricName: "Requests", label: evil })];
  const panels = [0, 1, 2].map((at) => ({
    id: at,
    type: ["timeseries", "stat", evil][at],
    title: evil,
    description: `${evil} [x](javascript:window.hacked=1) <script>window.hacked=1</script>`,
    gridPos: { x: at * 8, y: 0, w: 8, h: 8 },
    targets,
    links: [{ title: evil, url: "javascript:window.hacked=1" }],
    fieldConfig: {
      defaults: { unit: evil, color: { mode: "fixed", fixedColor: "url(https://example.com)" } },
      overrides: [],
    },
  }));
  const variable = { name: "constructor", label: evil, type: "custom", query: `${evil},b` };
  return { title: evil, tags: [evil], description: evil, schemaVersion: 41, templating: { list: [variable] }, panels };
}

interface Opened {
  readonly page: Page;
  /** Messages of the console, errors, dialogs, and requests other than for the file itself. */
  readonly complaints: string[];
}

async function open(out = "page", options: Parameters<Browser["newPage"]>[0] = {}): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const url = pathToFileURL(join(folder, out, "index.html")).href;
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}

/** Shows everything: rows, alarms, descriptions, and panels far below. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(`document.querySelectorAll("button.row[aria-expanded=false], .tool.info").forEach((one) => one.click());
    document.querySelectorAll("details").forEach((one) => { one.open = true; })`);
  await page.setViewportSize({ width: 1280, height: 6000 });
  // A locator, not waitForFunction: that polls by evaluating its text in the page, which the page's policy refuses.
  await page.locator(".panel > .body:empty").first().waitFor({ state: "detached" });
}

inBrowser("every panel is drawn: no console message, no request, nothing from a dashboard is run", async () => {
  const { complaints, page } = await open();
  await unfold(page);
  expect(await page.locator(".panel").count()).toBe(12);
  expect(await page.locator(".panel canvas").count()).toBe(2);
  expect(await page.locator(".empty").count()).toBe(1);
  await page.locator("nav a").nth(1).click();
  await unfold(page);
  expect(await page.locator(".panel").count()).toBe(3);
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.locator("a[href^='javascript']").count()).toBe(0);
  expect(await page.evaluate("window.hacked")).toBeUndefined();
  expect(complaints).toEqual([]);
  await page.close();
});

inBrowser("another value of a variable changes titles and values, and others stay", async () => {
  const { page } = await open();
  const value = page.locator(".panel", { hasText: "stat" }).locator(".stat-value").first();
  const before = await value.textContent();
  expect(await page.locator("h3").first().textContent()).toBe("timeseries payments");
  await page.selectOption(".variable select", { label: "storefront" });
  expect(await page.locator("h3").first().textContent()).toBe("timeseries storefront");
  expect(await value.textContent()).not.toBe(before);
  await page.close();
});

inBrowser("pointer and arrow keys read a chart's values, a button shows them as a table", async () => {
  const { page } = await open();
  const panel = page.locator(".panel").first();
  const tip = panel.locator("output");
  await panel.locator(".u-over").hover({ position: { x: 200, y: 60 } });
  await tip.locator(".tip-row").waitFor();
  const pointed = await tip.textContent();
  await panel.locator(".plot").focus();
  await page.keyboard.press("Home");
  const first = await tip.textContent();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(first).toMatch(/^2026-11-03 19:15:00 UTCRequests\d+$/);
  expect(await tip.textContent()).toMatch(/^2026-11-03 19:17:00 UTC/);
  expect(pointed).toMatch(/UTC/);
  await page.keyboard.press("Escape");
  expect(await tip.isVisible()).toBe(false);
  await panel.locator(".tool.table").click();
  expect(await panel.locator("tbody tr").count()).toBeGreaterThan(60);
  await page.close();
});

inBrowser("everything is reached by the keyboard: variables, rows, charts, legends, descriptions", async () => {
  const { page } = await open();
  const reached = new Set<string>();
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press("Tab");
    reached.add(
      await page.evaluate<string>(
        "document.activeElement.className.split(' ').pop() || document.activeElement.tagName",
      ),
    );
    const outlined = await page.evaluate<boolean>(
      "document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== 'none'",
    );
    expect(outlined).toBe(true);
  }
  for (const part of ["skip", "SELECT", "plot", "series", "info", "table"]) expect([...reached]).toContain(part);
  await page.locator("button.row").press("Enter");
  expect(await page.locator(".panel", { hasText: "Stacked" }).isVisible()).toBe(true);
  await page.close();
});

inBrowser("a series is hidden by its button in the legend", async () => {
  const { page } = await open();
  const button = page.locator(".series").first();
  await button.click();
  expect(await button.getAttribute("aria-pressed")).toBe("false");
  await page.close();
});

inBrowser("what a panel does not draw it says, with a contrast of 4.5", async () => {
  const { complaints, page } = await open("full");
  await unfold(page);
  const said = await page.evaluate<[string, string | undefined][]>(
    "[...document.querySelectorAll('.panel')].map((one) => [one.querySelector('h3').textContent, one.querySelector('.more')?.textContent])",
  );
  expect(said).toEqual([
    ["timeseries", "and 12 more series"],
    ["stat", "and 12 more values"],
    ["gauge", "and 12 more values"],
    ["bargauge", "and 12 more bars"],
    ["state-timeline", "and 12 more series"],
    ["heatmap", "and 12 more series"],
    ["table", "and 12 more columns"],
    ["annolist", undefined],
  ]);
  expect((await page.evaluate<{ poor: string[] }>(contrasts)).poor).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

inBrowser("annotations are marked on charts, listed, and switched off", async () => {
  const { page } = await open("full");
  const button = page.locator(".marks .series");
  expect(await button.textContent()).toMatch(/^Alarms \([1-9]\d*\)$/);
  const chart = page.locator(".panel canvas").first();
  await chart.waitFor();
  const marked = await chart.screenshot();
  await button.click();
  expect(await button.getAttribute("aria-pressed")).toBe("false");
  await chart.waitFor();
  expect((await chart.screenshot()).equals(marked)).toBe(false);
  const list = page.locator(".panel", { hasText: "annolist" });
  await list.scrollIntoViewIfNeeded();
  await list.locator(".event").first().waitFor();
  expect(await list.locator(".event").first().textContent()).toMatch(/Alarms: shop-prod-payments-/);
  await page.close();
});

inBrowser("panels and rows are repeated for what is chosen, on the grid, each with its value", async () => {
  const { complaints, page } = await open("repeated");
  await unfold(page);
  const titles = () => page.locator(".dashboard h2, .dashboard h3").allTextContents();
  const of = (service: string) => [
    `Times of ${service}(3 panels)`,
    ...[`p50 of ${service}`, `p99 of ${service}`],
    `Time of ${service}`,
  ];
  expect(await titles()).toEqual([
    ...["payments", "storefront", "checkout"].map((service) => `Requests of ${service}`),
    "Below",
    ...["payments", "storefront", "checkout"].flatMap(of),
  ]);
  const boxes = await page.evaluate<[Box, Box, Box, Box, Box, Box]>(
    "[...document.querySelectorAll('.panel')].map((one) => one.getBoundingClientRect().toJSON())",
  );
  const [first, second, third, below, upper, lower] = boxes;
  expect([second.top, third.left]).toEqual([first.top, first.left]);
  expect([third.top > first.bottom, below.top > third.bottom, lower.top > upper.bottom]).toEqual([true, true, true]);
  expect(second.right).toBeCloseTo(below.right, 0);
  expect(first.right - first.left).toBeCloseTo(second.right - second.left, 0);
  const legends = await page
    .locator(".panel", { hasText: /^Requests of/ })
    .locator(".series")
    .allTextContents();
  expect(legends).toEqual(["payments", "storefront", "checkout"]);
  await page.locator("button.row").first().click();
  await page.selectOption(".variable select >> nth=0", { label: "checkout" });
  expect(await titles()).toEqual(["Requests of checkout", "Below", ...of("checkout")]);
  expect(await page.locator(".markdown").textContent()).toBe("of checkout");
  await page.selectOption(".variable select >> nth=0", { label: "All" });
  // A row stays as it was left.
  expect(await page.locator("button.row").first().getAttribute("aria-expanded")).toBe("false");
  expect(await page.locator("button.row").nth(1).getAttribute("aria-expanded")).toBe("true");
  expect((await page.evaluate<{ poor: string[] }>(contrasts)).poor).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

inBrowser("a variable offers what there is of the chosen value of another, and reduced values follow", async () => {
  const { complaints, page } = await open("repeated");
  await page.locator("nav a").nth(1).click();
  const offered = () => page.locator(".variable select >> nth=0").locator("option").allTextContents();
  const cells = () => page.locator(".grid-table tbody tr").allTextContents();
  const providers = (await offered()).slice(1);
  expect(providers.length).toBeGreaterThan(1);
  expect((await offered())[0]).toBe("All");
  expect(await page.locator(".grid-table th").allTextContents()).toEqual(["Field", "Max", "Total"]);
  expect((await cells()).map((text) => text.replace(/\d.*$/, "")).sort()).toEqual([...providers].sort());
  await page.selectOption(".variable select >> nth=0", { label: providers[1]! });
  expect(await cells()).toEqual([expect.stringMatching(new RegExp(`^${providers[1]!}\\d`))]);
  // By the keyboard, and the focus stays.
  const service = page.locator(".variable select >> nth=1");
  await service.focus();
  await page.keyboard.press("ArrowDown");
  expect(await page.evaluate("document.activeElement === document.querySelectorAll('.variable select')[1]")).toBe(true);
  expect(await page.locator("h3").allTextContents()).toEqual(["Failures of None", "Failures of storefront"]);
  expect(await offered()).toEqual(["None"]);
  await page.selectOption(".variable select >> nth=1", { label: "payments" });
  expect(await page.locator("h3").first().textContent()).toBe(`Failures of ${providers[1]!}`);
  // Two that need each other have the values that the dashboard was saved with.
  expect(await page.locator(".fixed").allTextContents()).toEqual(["x", "y"]);
  expect(await page.locator(".variable").last().getAttribute("title")).toMatch(/"a", "b"|"b", "a"/);
  await page.locator(".notes summary").focus();
  await page.keyboard.press("Enter");
  expect(await page.locator(".notes p").allTextContents()).toEqual([
    expect.stringContaining('"provider"'),
    expect.stringContaining('"a"'),
    expect.stringContaining('"b"'),
  ]);
  expect((await page.evaluate<{ poor: string[] }>(contrasts)).poor).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

inBrowser.each(["light", "dark"] as const)("every text has a contrast of 4.5 in %s", async (colorScheme) => {
  const { page } = await open("page", { colorScheme });
  await unfold(page);
  const { checked, poor } = await page.evaluate<{ checked: number; poor: string[] }>(contrasts);
  expect(checked).toBeGreaterThan(200);
  expect(poor).toEqual([]);
  await page.close();
});

inBrowser("the theme follows the system until it is chosen", async () => {
  const { page } = await open("page", { colorScheme: "dark" });
  const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
  const dark = await ground();
  await page.click("#theme");
  expect(await ground()).not.toBe(dark);
  await page.click("#theme");
  expect(await ground()).toBe(dark);
  await page.close();
});

inBrowser("two versions stand beside each other, and everything of both is shown", async () => {
  const { complaints, page } = await open("compared");
  await page.locator(".pair canvas").waitFor();
  expect(await page.locator(".pair h2").allTextContents()).toEqual(["addedtimeseries payments"]);
  await page.selectOption(".variable select", { label: "storefront" });
  expect(await page.locator(".pair h3").textContent()).toBe("timeseries storefront");
  await page.locator(".views button").nth(1).click();
  expect(await page.locator(".version .panel h3").count()).toBe(12 + 11);
  expect(await page.locator(".panel.is-added").count()).toBe(1);
  expect(complaints).toEqual([]);
  await page.close();
});

inBrowser.each([390, 1920])("on a screen %d pixels wide nothing is wider than it", async (width) => {
  const { page } = await open("page", { viewport: { width, height: 900 } });
  await page.locator(".panel canvas").first().waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  await page.close();
});

test("the page is small", () => {
  if (executable === undefined) return;
  expect(readFileSync(join(folder, "page", "index.html")).length).toBeLessThan(400_000);
});
