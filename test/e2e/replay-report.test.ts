import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import type { ReplayResult } from "../../lib/replay/result";
import { htmlReport } from "../../lib/replay/report/html/page";
import { incident, type Resources, template, workplace } from "../cli/small-stack";
import { replayedDays } from "../replay/report/day";
import { manyAlarms } from "../replay/report/sample";
import { saySkipped } from "../skipped";
import { contrasts, executable } from "./browser";

if (executable === undefined)
  saySkipped("the HTML report in a browser", "there is no chromium; install it, or name one in CHROMIUM");
const inBrowser = executable === undefined ? test.skip : test;

type PageName = "shop" | "quiet" | "nothing" | "many" | "compared";
let browser: Browser;
let folder: string;

beforeAll(async () => {
  if (executable === undefined) return;
  folder = mkdtempSync(join(tmpdir(), "replay-report-"));
  const { nothing, quietDay, shopDay } = await replayedDays();
  const many = manyAlarms(shopDay, { alarms: 500, days: 30, every: 10, firing: 25 });
  const pages: Readonly<Record<Exclude<PageName, "compared">, ReplayResult>> = {
    shop: shopDay,
    quiet: quietDay,
    nothing,
    many,
  };
  for (const [name, result] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), htmlReport(result));
  writeFileSync(join(folder, "compared.html"), await comparedPage());
  browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
});

afterAll(async () => {
  if (executable === undefined) return;
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** One alarm needs another datapoint, one comes, one goes, and one does what it did. */
async function comparedPage(): Promise<string> {
  const place = workplace();
  const errors = (resource: Resources) => resource.aws_cloudwatch_metric_alarm!;
  const named = (resource: Resources, name: string) => ({ ...errors(resource).errors, alarm_name: name });
  const [old, now] = [
    template((resource) => {
      errors(resource).gone = { ...named(resource, `api-gone-${"x".repeat(90)}`), threshold: 3 };
      errors(resource).alike = { ...named(resource, "api-alike"), treat_missing_data: "ignore" };
    }),
    template((resource) => {
      errors(resource).alike = { ...named(resource, "api-alike"), treat_missing_data: "ignore" };
      errors(resource).come = { ...named(resource, "<b onmouseover=hacked=1>api"), threshold: 1, period: 120 };
      errors(resource).errors!.evaluation_periods = 2;
    }),
  ];
  try {
    place.write("old.tf.json", old);
    place.write("new.tf.json", now);
    place.write("api.ndjson", incident());
    const argv = ["--template", "new.tf.json", "--against", "old.tf.json", "--html", "page.html"];
    expect(await place.run("replay", ...argv, "api.ndjson")).toMatchObject({ code: 0 });
    return readFileSync(join(place.folder, "page.html"), "utf8");
  } finally {
    place.remove();
  }
}

interface Opened {
  readonly page: Page;
  /** Messages of the console, errors, and requests other than for the file itself. */
  readonly complaints: string[];
}

async function open(name: PageName, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Opened> {
  const page = await browser.newPage(options);
  const url = pathToFileURL(join(folder, `${name}.html`)).href;
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

inBrowser.each(["shop", "quiet", "nothing", "many", "compared"] as const)(
  "%s: no console message, no request, only its own script",
  async (name) => {
    const { complaints, page } = await open(name);
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.locator("h1").isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  },
);

inBrowser("the page is complete without JavaScript", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, "shop.html")).href);
  expect(await page.locator("h1").textContent()).toMatch(/^1 \D+14:10\D+11 \D+4 \D+$/);
  expect(await page.locator("#incidents .bar-alarm").count()).toBe(3 + 5 + 1);
  expect(await page.locator("#timeline > .timeline .row:not(.axis)").count()).toBe(5);
  expect(await page.locator("article.alarm path.series").count()).toBe(8);
  expect(await page.locator("#theme").isVisible()).toBe(false);
  await context.close();
});

inBrowser("the timeline's bars are at the times when the alarms fired", async () => {
  const { page } = await open("shop", { viewport: { width: 1280, height: 900 } });
  const row = page.locator("#timeline > .timeline .row", { hasText: "failure-rate-critical" });
  const track = (await row.locator("svg.track").boundingBox())!;
  const bar = (await row.locator(".bar-alarm").boundingBox())!;
  // 14:09 to 14:40 of a day; the outline adds less than two pixels to either side.
  expect(Math.abs(bar.x - (track.x + (track.width * 849) / 1440))).toBeLessThan(2);
  expect(Math.abs(bar.width - (track.width * 31) / 1440)).toBeLessThan(4);
  await page.close();
});

inBrowser("the pointer and the arrow keys show a chart's values", async () => {
  const { complaints, page } = await open("shop", { viewport: { width: 1280, height: 900 } });
  const axes = page.locator("article.alarm .axes").first();
  await axes.scrollIntoViewIfNeeded();
  await axes.locator("output").waitFor({ state: "attached" });
  // Waits, because a pointer's move may reach the page only with its next frame.
  const reading = (text: RegExp) => axes.locator("output", { hasText: text }).waitFor({ state: "attached" });
  const plot = (await axes.locator(".plot").boundingBox())!;
  // 03:30 is without datapoints, 14:20 within the outage.
  await page.mouse.move(plot.x + (plot.width * 210) / 1440, plot.y + 60);
  await reading(/^2026-11-20 03:[23]\d UTC {2}no datapoint$/);
  await page.mouse.move(plot.x + (plot.width * 860) / 1440, plot.y + 60);
  await reading(/^2026-11-20 14:[12]\d UTC {2}[\d,]{5} to [\d,]{5}$/);
  await axes.focus();
  const before = await axes.locator("output").textContent();
  for (let press = 0; press < 8; press++) await page.keyboard.press("ArrowRight");
  expect(await axes.locator("output").textContent()).not.toBe(before);
  expect(complaints).toEqual([]);
  await page.close();
});

inBrowser("folded parts open with the keyboard, and by a link to something in them", async () => {
  const { page } = await open("shop");
  const quiet = page.locator("details.quiet-rows");
  const row = quiet.locator(".row a").first();
  expect(await row.isVisible()).toBe(false);
  const isReached = () => page.evaluate<boolean>("document.activeElement.matches('.quiet-rows > summary')");
  for (let press = 0; press < 200 && !(await isReached()); press++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await row.isVisible()).toBe(true);
  const chart = page.locator("details.quiet[open] path.series");
  await row.click();
  await chart.waitFor();
  // The same link again, after a reader folded what it had opened.
  await page.locator("details.quiet[open] > summary").click();
  await chart.waitFor({ state: "hidden" });
  await row.click();
  await chart.waitFor();
  await page.close();
});

inBrowser("alarms are found by a part of their name", async () => {
  const { page } = await open("many");
  await page.fill("#filter", "service-25-");
  expect(await page.locator("#filtered").textContent()).toBe("1 alarm");
  expect(await page.locator("#timeline .row:not(.axis):visible").count()).toBe(1);
  await page.close();
});

inBrowser("the theme follows the system until it is chosen", async () => {
  const { page } = await open("shop", { colorScheme: "dark" });
  const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
  const dark = await ground();
  await page.click("#theme");
  expect(await page.locator("#theme").textContent()).toBe("Theme: light");
  const light = await ground();
  expect(light).not.toBe(dark);
  await page.click("#theme");
  expect(await ground()).toBe(dark);
  await page.emulateMedia({ colorScheme: "light" });
  await page.click("#theme");
  expect(await ground()).toBe(light);
  await page.close();
});

inBrowser.each([
  ["shop", "light", 200],
  ["shop", "dark", 200],
  ["compared", "light", 30],
  ["compared", "dark", 30],
] as const)("every text of %s has a contrast of 4.5 in %s", async (name, colorScheme, least) => {
  const { page } = await open(name, { colorScheme });
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
  const { checked, poor } = await page.evaluate<{ checked: number; poor: string[] }>(contrasts);
  expect(checked).toBeGreaterThan(least);
  expect(poor).toEqual([]);
  await page.close();
});

/** Where the tracks of an alarm, before and after, and the bars in them are. */
async function sidesOf(page: Page, name: string) {
  const row = page.locator(".pairs .row:not(.axis)", { hasText: name });
  const box = async (selector: string) => (await row.locator(selector).boundingBox())!;
  return {
    was: { track: await box(".track.was"), bar: await box(".track.was .bar-alarm") },
    is: { track: await box(".track.is"), bar: await box(".track.is .bar-alarm") },
  };
}

inBrowser("a comparison has before and after side by side over one axis of time", async () => {
  const { page } = await open("compared", { viewport: { width: 1280, height: 900 } });
  const { is, was } = await sidesOf(page, "api-errors-critical");
  expect(was.track.y).toBe(is.track.y);
  expect(was.track.width).toBe(is.track.width);
  expect(is.track.x).toBeGreaterThan(was.track.x + was.track.width);
  // The alarm fires a minute later, and ends when it did: the same scale on both sides.
  const [before, after] = [was, is].map(({ bar, track }) => [bar.x - track.x, bar.x - track.x + bar.width]);
  expect(after![0]! - before![0]!).toBeGreaterThan(was.track.width / 40);
  expect(Math.abs(after![1]! - before![1]!)).toBeLessThan(1);
  expect(await page.locator(".pairs .axis svg:visible").count()).toBe(2);
  expect(await page.locator(".absent").allTextContents()).toEqual(["not there before", "not there any more"]);
  await page.close();
});

inBrowser("on a phone before stands above after, below one axis", async () => {
  const { page } = await open("compared", { viewport: { width: 390, height: 800 } });
  const { is, was } = await sidesOf(page, "api-errors-critical");
  expect(was.track.x).toBe(is.track.x);
  expect(is.track.y).toBeGreaterThanOrEqual(was.track.y + was.track.height - 1);
  expect(await page.locator(".pairs .axis svg:visible").count()).toBe(1);
  const axis = (await page.locator(".pairs .axis svg:visible").boundingBox())!;
  expect([axis.x, axis.width]).toEqual([was.track.x, was.track.width]);
  await page.close();
});

inBrowser("the pointer reads both sides of a comparison, over either of them", async () => {
  const { complaints, page } = await open("compared", { viewport: { width: 1280, height: 900 } });
  const { is, was } = await sidesOf(page, "api-errors-critical");
  const timeline = page.locator(".pairs").first();
  await timeline.locator("output").waitFor({ state: "attached" });
  for (const { bar, track } of [was, is]) {
    await page.mouse.move(track.x + (is.bar.x - is.track.x) + is.bar.width / 2, bar.y + 4);
    await timeline
      .locator("output", { hasText: /before 3 in ALARM, after 3 in ALARM$/ })
      .waitFor({ state: "attached" });
    await page.mouse.move(track.x + 1, bar.y + 4);
    await timeline
      .locator("output", { hasText: /before 0 in ALARM, after 0 in ALARM$/ })
      .waitFor({ state: "attached" });
  }
  expect(complaints).toEqual([]);
  await page.close();
});

inBrowser("links of a comparison lead to the alarms that change, and there are no others", async () => {
  const { page } = await open("compared");
  const links = page.locator("a[href^='#']");
  expect(await links.allTextContents()).toHaveLength(3);
  for (const link of await links.all()) {
    const target = page.locator(`[id='${(await link.getAttribute("href"))!.slice(1)}']`);
    expect(await target.textContent()).toContain(await link.textContent());
  }
  expect(await page.locator(".row-name", { hasText: "api-alike" }).locator("a").count()).toBe(0);
  await page.close();
});

inBrowser.each([390, 320])("on a phone %d pixels wide nothing is wider than the screen", async (width) => {
  for (const name of ["shop", "quiet", "nothing", "compared"] as const) {
    const { page } = await open(name, { viewport: { width, height: 800 } });
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    expect([name, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([name, width]);
    await page.close();
  }
});

inBrowser("in print, folded parts are shown and controls are not", async () => {
  const { page } = await open("shop", { colorScheme: "dark" });
  const pdf = await page.pdf({ format: "A4", printBackground: true });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  expect(sheets).toBeGreaterThan(2);
  expect(sheets).toBeLessThan(20);
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("#theme").isVisible()).toBe(false);
  expect(await page.locator(".quiet-rows .row a").first().isVisible()).toBe(true);
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  await page.close();
});
