import { compile } from "../../lib/pattern";
import { javaDouble } from "../../lib/pattern/decimal";

const matches = (condition: string, literal: string) =>
  compile(`{ $.a ${condition} }`).matches(`{"x":{"a":7},"a":${literal},"b":1.5}`);

describe("numbers in JSON events", () => {
  test.each([
    ["= 9007199254740993", "9007199254740993", true],
    ["= 9007199254740993", "9007199254740992", false],
    ["!= 9007199254740993", "9007199254740992", true],
    ["> 9007199254740992", "9007199254740993", true],
    ["> 9007199254740992", "9007199254740992", false],
    ["< 9007199254740993", "9007199254740992", true],
    ["= 9007199254740993", "9007199254740993.0", false],
    ["= 9007199254740992", "9007199254740993.0", true],
    ["= 123456789012345678901234567890", "123456789012345678901234567890", true],
    ["= 123456789012345678901234567890", "123456789012345678901234567891", false],
    ["= 1e400", `1${"0".repeat(400)}`, true],
    ["> 1e308", `1${"0".repeat(400)}`, true],
    ["= 0.1", "0.1", true],
    ["= 0.1", "0.10000000000000001", true],
    ["= 0.10000000000000001", "0.1", false],
    ["> 0.10000000000000001", "0.1", false],
    ["< 0.10000000000000001", "0.1", true],
    ["= 1000", "1e3", true],
    ["= 10e-3", "0.01", true],
    ["= -0.0", "0", true],
    ["= 0", "-0.0", true],
    ["= +1", "1.0", true],
    ["= 01", "1", true],
  ])("compare exactly: %s with %s is %s", (condition, literal, expected) => {
    expect(matches(condition, literal)).toBe(expected);
  });

  test.each(["1e309", "-1e309"])("%s overflows and is neither equal, nor different, nor ordered", (literal) => {
    for (const operator of ["=", "!=", "<", "<=", ">", ">="]) expect(matches(`${operator} 1`, literal)).toBe(false);
    expect(matches("= 1e309", literal)).toBe(false);
    expect(matches(`= "${literal.startsWith("-") ? "-" : ""}Infinity"`, literal)).toBe(true);
    expect(matches('!= "x"', literal)).toBe(true);
    expect(matches("= %1%", literal)).toBe(false);
  });

  test("1e-999 is zero in an event, but exact in a pattern", () => {
    expect(matches("= 1e-999", "1e-999")).toBe(false);
    expect(matches("> 1e-999", "1e-999")).toBe(false);
    expect(matches("< 1e-999", "1e-999")).toBe(true);
    expect(matches("= 0", "1e-999")).toBe(true);
    expect(matches('= "0.0"', "1e-999")).toBe(true);
  });

  test.each([
    ["1", "1"],
    ["1.0", "1.0"],
    ["1.50", "1.5"],
    ["1e0", "1.0"],
    ["1e3", "1000.0"],
    ["1E3", "1000.0"],
    ["-0", "-0"],
    ["0", "0"],
    ["-0.0", "-0.0"],
    ["9999999.5", "9999999.5"],
    ["1e7", "1.0E7"],
    ["12345678.0", "1.2345678E7"],
    ["10000000", "10000000"],
    ["0.001", "0.001"],
    ["0.0001", "1.0E-4"],
    ["0.00012", "1.2E-4"],
    ["1e308", "1.0E308"],
    ["1e23", "1.0E23"],
    ["1.0e100", "1.0E100"],
    ["4.9e-324", "4.9E-324"],
    ["9007199254740993", "9007199254740993"],
    ["9007199254740993.0", "9.007199254740992E15"],
    ["100000000000000000000000", "100000000000000000000000"],
  ])("%s has the text %s", (literal, text) => {
    expect(matches(`= "${text}"`, literal)).toBe(true);
    expect(matches(`!= "${text}"`, literal)).toBe(false);
    expect(matches(`= %^${text.replaceAll(".", "\\.")}$%`, literal)).toBe(true);
    expect(matches(`= "${text}0"`, literal)).toBe(false);
  });

  test.each([
    [5e-324, "4.9E-324"],
    [2e-323, "2.0E-323"],
    [1.7976931348623157e308, "1.7976931348623157E308"],
    [-2.5, "-2.5"],
    [1e21, "1.0E21"],
    [0.1 + 0.2, "0.30000000000000004"],
    [-Infinity, "-Infinity"],
  ])("the double %d is written %s", (value, text) => {
    expect(javaDouble(value)).toBe(text);
  });

  test("the number is read at the selector, whatever else is in the event", () => {
    const events: [string, boolean][] = [
      ['{"b":{"a":1},"a":1.0}', true],
      ['{"b":"\\"a\\":1","a":1.0}', true],
      ['{"a":1,"a":1.0}', true],
      ['{"a":1.0,"a":1}', false],
      ['{"\\u0061":1.0}', true],
      ['{"b":[{"a":1},[1,"]"]], "c":"}{", "a" : 1.0 }', true],
      ['{"b":[],"c":{},"a":1}', false],
    ];
    for (const [event, expected] of events)
      expect([event, compile('{ $.a = "1.0" }').matches(event)]).toEqual([event, expected]);
    const nested = compile('{ $.x[1].y = "1.0" }');
    expect(nested.matches('{"x":[{"y":1},{"z":0,"y":1.0}]}')).toBe(true);
    expect(nested.matches('{"x":[{"y":1.0},{"y":1}]}')).toBe(false);
  });
});
