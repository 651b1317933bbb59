import { Token } from "cdktf";
import { alarmText } from "../../lib/constructs";
import { refusal, text } from "./stack";

test("has the summary, impact, runbook, owner and query", () => {
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

test("a text of 1,024 characters is kept, a longer one loses the end of its query", () => {
  const body = alarmText("p", { ...text, query: "" }).length;
  const fitting = "q".repeat(1024 - body);
  expect(alarmText("p", { ...text, query: fitting })).toContain(fitting);
  const cut = alarmText("p", { ...text, query: `${fitting}q` });
  expect(cut).toHaveLength(1024);
  expect(cut.endsWith("q…\n```")).toBe(true);
});

test("a surrogate pair is never split", () => {
  for (let length = 800; length < 806; length++) {
    const cut = alarmText("p", { ...text, query: "q".repeat(length) + "🔥".repeat(100) });
    expect(cut.length).toBeLessThanOrEqual(1024);
    expect(() => encodeURIComponent(cut)).not.toThrow();
  }
});

test("a query is left out if the rest has 1,024 characters", () => {
  const body = alarmText("p", text).length;
  const summary = text.summary + "s".repeat(1024 - body);
  expect(alarmText("p", { ...text, summary, query: "filter x" })).toHaveLength(1024);
  expect(refusal(() => alarmText("stack/A", { ...text, summary: `${summary}s` }))).toBe("text stack/A");
});

test("a blank owner or runbook is refused", () => {
  expect(refusal(() => alarmText("p", { ...text, owner: " " }))).toBe("text p");
  expect(refusal(() => alarmText("p", { ...text, runbook: "" }))).toBe("text p");
});

test("a summary alone is the whole description", () => {
  expect(alarmText("p", { summary: "Down." })).toBe("Down.");
  expect(refusal(() => alarmText("p", { summary: "x".repeat(1025) }))).toBe("text p");
});

test("text with tokens is neither measured nor cut, and template markers are escaped", () => {
  const token = Token.asString({ resolve: () => "x" });
  const query = `filter a like "\${b}" ${token}${"q".repeat(2000)}`;
  expect(alarmText("p", { ...text, query })).toContain(`"$\${b}" ${token}${"q".repeat(2000)}`);
  expect(alarmText("p", { ...text, summary: token, query: "q".repeat(2000) })).toContain("q".repeat(2000));
});
