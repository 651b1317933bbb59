const ts = require("typescript");

// A call puts every argument on the stack: with a list as long as an input likes, it ends in a RangeError.
const noUnboundedSpread = {
  meta: {
    type: "problem",
    docs: { description: "forbid spreading a list of any length into a call" },
    messages: {
      spread:
        "A list of any length must not be spread into a call. Use append(), least() or greatest() of base, or a loop.",
    },
    schema: [],
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    return {
      "CallExpression > SpreadElement.arguments, NewExpression > SpreadElement.arguments"(node) {
        if (!isTuple(services.getTypeAtLocation(node.argument), checker)) context.report({ node, messageId: "spread" });
      },
    };
  },
};

// An object has the keys that every object inherits: with a key from an input, `constructor` is found where nothing is.
const noInheritedKey = {
  meta: {
    type: "problem",
    docs: { description: "forbid reading or writing an object's key that is any text" },
    messages: {
      read: "The key may be any text, `constructor` too. Use own() of base, a Map, or Object.hasOwn before it.",
      write: "The key may be any text, `__proto__` too. Use a Map, Object.fromEntries or Object.defineProperty.",
      in: "`in` finds inherited keys, such as `constructor`. Use Object.hasOwn.",
    },
    schema: [],
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    const { sourceCode } = context;
    const isAnyText = (node) => hasString(services.getTypeAtLocation(node));
    return {
      MemberExpression(node) {
        if (!node.computed || !isAnyText(node.property)) return;
        const type = services.getTypeAtLocation(node.object);
        if (isList(checker.getNonNullableType(type), checker)) return;
        if (isWritten(node)) context.report({ node, messageId: "write" });
        else if (!isGuarded(node, sourceCode)) context.report({ node, messageId: "read" });
      },
      "BinaryExpression[operator='in']"(node) {
        if (node.left.type !== "Literal" && isAnyText(node.left)) context.report({ node, messageId: "in" });
      },
    };
  },
};

function isTuple(type, checker) {
  return type.isUnion() ? type.types.every((part) => checker.isTupleType(part)) : checker.isTupleType(type);
}

function isList(type, checker) {
  return type.isUnion() ? type.types.every((part) => checker.isArrayLikeType(part)) : checker.isArrayLikeType(type);
}

function hasString(type) {
  return (type.isUnion() ? type.types : [type]).some((part) => (part.flags & ts.TypeFlags.String) !== 0);
}

function isWritten(node) {
  const { parent } = node;
  return (
    (parent.type === "AssignmentExpression" && parent.left === node) ||
    (parent.type === "UpdateExpression" && parent.argument === node) ||
    (parent.type === "UnaryExpression" && parent.operator === "delete")
  );
}

// `Object.hasOwn(table, key) ? table[key] : ...`, and the same behind &&.
function isGuarded(node, sourceCode) {
  const guard = `Object.hasOwn(${sourceCode.getText(node.object)}, ${sourceCode.getText(node.property)})`;
  let inner = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    const test =
      outer.type === "ConditionalExpression" && outer.consequent === inner
        ? outer.test
        : outer.type === "LogicalExpression" && outer.operator === "&&" && outer.right === inner
          ? outer.left
          : undefined;
    if (test !== undefined && conditionsOf(test, sourceCode).includes(guard)) return true;
    if (/Function/.test(outer.type)) return false;
  }
  return false;
}

function conditionsOf(test, sourceCode) {
  return test.type === "LogicalExpression" && test.operator === "&&"
    ? [...conditionsOf(test.left, sourceCode), ...conditionsOf(test.right, sourceCode)]
    : [sourceCode.getText(test)];
}

module.exports = { rules: { "no-unbounded-spread": noUnboundedSpread, "no-inherited-key": noInheritedKey } };
