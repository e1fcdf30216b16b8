import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript-5';

/** What the sources tell people to do, beyond the catalogue of problems. */
export interface Remedy {
  /** Its words; what is filled in stands as `…`. */
  text: string;
  /** The codes of the problems that say it; an empty one: that is not known, or it is a check that says so. */
  codes: string[];
  /** The places, `file:line`. */
  where: string[];
}

type Known = (text: string) => boolean;
/** A function: its name, at which place it is given a remedy (-1: it is not), and itself, which may name the code. */
interface Taker {
  name: string;
  at: number;
  own: ts.Node;
}
type Takers = Map<string, Taker[]>;
/** An expression that is a remedy, and what beside it may name the code. */
type Found = [said: ts.Node, beside: readonly ts.Node[]][];

const src = new URL('../../src/', import.meta.url).pathname;

export function sourceRemedies(isCode: Known): Remedy[] {
  const names = globSync('**/*.ts', { cwd: src }).filter((name) => !name.startsWith('common/problems/'));
  return remediesOf(
    names.map((name) => parse(`src/${name}`, readFileSync(`${src}${name}`, 'utf8'))),
    isCode,
  );
}

export function parse(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
}

/** A node and all below it. */
export function all(node: ts.Node): ts.Node[] {
  const nodes = [node];
  // what is pushed meanwhile is gone through, too
  for (const each of nodes) ts.forEachChild(each, (child) => void nodes.push(child));
  return nodes;
}

export function remediesOf(files: ts.SourceFile[], isCode: Known): Remedy[] {
  const nodes = files.flatMap(all);
  const takers: Takers = Map.groupBy(nodes.flatMap(taker), ({ name }) => name);
  const met = new Map<string, Remedy>();
  for (const node of nodes) {
    for (const [said, beside] of remedyAt(node, takers)) {
      const file = node.getSourceFile();
      const where = `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      const codes = beside
        .flatMap(all)
        .flatMap((each) => (ts.isStringLiteral(each) && isCode(each.text) ? each.text : []));
      // without words of its own it passes another one on
      for (const text of texts(said).filter((words) => /[a-z]{2}/i.test(words))) {
        const { codes: before = [], where: places = [] } = met.get(text) ?? {};
        met.set(text, {
          text,
          codes: [...before, ...(codes.length === 0 ? [''] : codes)],
          where: [...new Set([...places, where])],
        });
      }
    }
  }
  return [...met.values()];
}

function taker(node: ts.Node): Taker[] {
  if (!ts.isFunctionDeclaration(node) && !ts.isArrowFunction(node)) return [];
  const name = ts.isFunctionDeclaration(node) ? node.name : ts.isVariableDeclaration(node.parent) && node.parent.name;
  const at = node.parameters.findIndex((parameter) => parameter.name.getText() === 'remedy');
  return name ? [{ name: name.getText(), at, own: node }] : [];
}

/** What a call gives as a remedy; functions of its own file hide those of others. */
function givenTo(call: ts.CallExpression, takers: Takers): { said: ts.Expression; own: ts.Node } | null {
  const named = takers.get(call.expression.getText()) ?? [];
  const near = named.find(({ own }) => own.getSourceFile() === call.getSourceFile());
  const called = near ?? named.find(({ at }) => at >= 0);
  const said = call.arguments[called?.at ?? -1];
  return called && said ? { said, own: called.own } : null;
}

/** What is said at a node: by a problem, by a call of what takes a remedy, or as something of that name. */
function remedyAt(node: ts.Node, takers: Takers): Found {
  if (ts.isNewExpression(node) && /^(Problem|AccessDenied)$/.test(node.expression.getText())) {
    const [code, , said] = node.arguments ?? [];
    return code && said ? [[said, [code]]] : [];
  }
  if (ts.isCallExpression(node)) {
    const given = givenTo(node, takers);
    return given ? [[given.said, [...node.arguments, given.own]]] : [];
  }
  if (ts.isPropertyAssignment(node)) return node.name.getText() === 'remedy' ? [[node.initializer, []]] : [];
  if (ts.isFunctionLike(node)) return /remedy/i.test(node.name?.getText() ?? '') ? [[node, []]] : [];
  if (ts.isIdentifier(node) && node.text === 'remedy' && !isHeld(node, takers)) return [[node, []]];
  return [];
}

/** Whether an identifier is a mere name, or stands where it is found anyway. */
function isHeld({ parent }: ts.Identifier, takers: Takers): boolean {
  if (ts.isCallExpression(parent)) return givenTo(parent, takers) !== null;
  const isName = ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isPropertyAccessExpression(parent);
  return isName || ts.isNewExpression(parent) || ts.isPropertyAssignment(parent) || ts.isBindingElement(parent);
}

/** The words that an expression may come to. */
function texts(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce(
      (begun, { expression, literal }) =>
        begun.flatMap((start) => filled(expression).map((part) => start + part + literal.text)),
      [node.head.text],
    );
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(texts);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
    return [node.left, node.right].flatMap(texts);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return texts(node.expression);
  if (ts.isIdentifier(node)) return declared(node).flatMap(texts);
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return functionsOf(node.expression).flatMap(texts);
  if (ts.isFunctionLike(node))
    return all(node).flatMap((each) => (ts.isReturnStatement(each) && each.expression ? texts(each.expression) : []));
  return [];
}

/** The function of the same file that is called so. */
function functionsOf(name: ts.Identifier): ts.Node[] {
  return name
    .getSourceFile()
    .statements.filter((each) => ts.isFunctionDeclaration(each) && each.name?.text === name.text);
}

/** What an expression fills in: words of the sources, or what they do not know. */
function filled(expression: ts.Node): string[] {
  const known = texts(expression);
  return known.length === 0 ? ['…'] : known;
}

/** What the nearest declaration of a name gives it. */
function declared(name: ts.Identifier): ts.Node[] {
  for (let scope: ts.Node = name.parent; scope !== undefined; scope = scope.parent) {
    if (ts.isFunctionLike(scope) && scope.parameters.some((each) => each.name.getText() === name.text)) return [];
    if (ts.isForOfStatement(scope)) {
      const looped = inList(scope.initializer, scope.expression, name.text);
      if (looped.length > 0) return looped;
    }
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue;
    for (const statement of scope.statements.filter(ts.isVariableStatement))
      for (const { name: given, initializer } of statement.declarationList.declarations) {
        if (initializer && given.getText() === name.text) return [initializer];
        const listed = initializer ? inList(given, initializer, name.text) : [];
        if (listed.length > 0) return listed;
      }
  }
  return [];
}

/** Of `[what, remedy]` out of lists: what stands at the place of the name in each of them. */
function inList(pattern: ts.Node, lists: ts.Node, name: string): ts.Node[] {
  const binding = all(pattern).find(ts.isArrayBindingPattern);
  const at = binding?.elements.findIndex((element) => element.getText() === name) ?? -1;
  if (at < 0) return [];
  const from = ts.isIdentifier(lists) ? declared(lists) : [lists];
  return from.flatMap(all).flatMap((each) => (ts.isArrayLiteralExpression(each) ? (each.elements[at] ?? []) : []));
}
