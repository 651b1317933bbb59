import { Token } from "cdktf";
import { alarmText } from "../../lib/constructs";
import { text } from "./stack";

test("says what happened, for whom, where to read on, whose it is, and what to run first", () => {
  expect(alarmText("p", { ...text, query: "filter level = 'error'" })).toBe(
    [
      "Requests fail.",
      "Impact: Customers cannot pay.",
      "Runbook: https://runbooks.example.com/payments",
      "Owner: payments",
      "Run first:\n```\nfilter level = 'error'\n```",
    ].join("\n\n"),
  );
});

test("a text of 1,024 characters is whole, a longer one loses the end of its query", () => {
  const body = alarmText("p", { ...text, query: "" }).length;
  const fitting = "q".repeat(1024 - body);
  expect(alarmText("p", { ...text, query: fitting })).toContain(fitting);
  const cut = alarmText("p", { ...text, query: `${fitting}q` });
  expect(cut).toHaveLength(1024);
  expect(cut.endsWith("q…\n```")).toBe(true);
});

test("no character is cut in two", () => {
  for (let length = 800; length < 806; length++) {
    const cut = alarmText("p", { ...text, query: "q".repeat(length) + "🔥".repeat(100) });
    expect(cut.length).toBeLessThanOrEqual(1024);
    expect(() => encodeURIComponent(cut)).not.toThrow();
  }
});

test("a query that has no room at all is left out", () => {
  const body = alarmText("p", text).length;
  const summary = text.summary + "s".repeat(1024 - body);
  expect(alarmText("p", { ...text, summary, query: "filter x" })).toHaveLength(1024);
  expect(() => alarmText("stack/A", { ...text, summary: `${summary}s` })).toThrow(
    "stack/A: the description has 1025 characters, even without its query\n  CloudWatch keeps at most 1024",
  );
});

test("whoever is woken up needs every part", () => {
  expect(() => alarmText("p", { ...text, owner: " " })).toThrow('the owner is " "');
  expect(() => alarmText("p", { ...text, runbook: "" })).toThrow("the runbook");
});

test("a finished description is only measured", () => {
  expect(alarmText("p", "Down.")).toBe("Down.");
  expect(() => alarmText("p", "x".repeat(1025))).toThrow("the alarm description");
});

test("text with tokens is neither measured nor cut, templates are doubled", () => {
  const token = Token.asString({ resolve: () => "x" });
  const query = `filter a like "\${b}" ${token}${"q".repeat(2000)}`;
  expect(alarmText("p", { ...text, query })).toContain(`"$\${b}" ${token}${"q".repeat(2000)}`);
  expect(alarmText("p", { ...text, summary: token, query: "q".repeat(2000) })).toContain("q".repeat(2000));
});
