import Foundation
import Templates
import Testing

@Suite("Functions of templates")
struct FunctionTests {
  @Test(
    "texts",
    arguments: [
      ("upper \"abé\"", "ABÉ"), ("lower \"AB\"", "ab"),
      ("title \"hello big world\"", "Hello Big World"),
      ("untitle \"Hello World\"", "hello world"), ("title \"a,b-c_d\"", "A,B-C_d"),
      ("trim \" a \"", "a"),
      ("trimAll \"$\" \"$5$\"", "5"),
      ("trimPrefix \"-\" \"-a\"", "a"), ("trimSuffix \"-\" \"a-\"", "a"),
      ("repeat 3 \"ab\"", "ababab"),
      ("substr 0 5 \"hello world\"", "hello"), ("substr 6 -1 \"hello world\"", "world"),
      ("trunc 3 \"hello\"", "hel"), ("trunc -2 \"hello\"", "lo"), ("nospace \"a b c\"", "abc"),
      ("abbrev 5 \"hello world\"", "he..."), ("initials \"First Try\"", "FT"),
      ("contains \"cat\" \"catch\"", "true"), ("hasPrefix \"ca\" \"catch\"", "true"),
      ("hasSuffix \"ch\" \"catch\"", "true"), ("quote 1 \"a\\\"b\" nil", "\"1\" \"a\\\"b\""),
      ("squote \"a\" 2", "'a' '2'"), ("cat \"a\" 1 nil true", "a 1 true"),
      ("indent 2 \"a\\nb\"", "  a\n  b"), ("nindent 1 \"a\"", "\n a"),
      ("replace \" \" \"-\" \"a b c\"", "a-b-c"), ("plural \"one\" \"many\" 1", "one"),
      ("plural \"one\" \"many\" 2", "many"), ("snakecase \"HTTPServer2\"", "http_server2"),
      ("snakecase \"http2xx\"", "http_2xx"),
      ("camelcase \"http_server\"", "HttpServer"), ("camelcase \"_a__b_\"", "_A_B_"),
      ("kebabcase \"FirstName\"", "first-name"),
      ("swapcase \"aB\"", "Ab"), ("wrap 5 \"one two three\"", "one\ntwo\nthree"),
      ("wrapWith 2 \"|\" \"abcde\"", "ab|cd|e"),
      ("join \"-\" .list", "a-b-c"), ("join \",\" (list 1 nil \"x\")", "1,x"),
      ("splitList \",\" \"a,b\"", "[a b]"), ("(split \"$\" \"foo$bar\")._1", "bar"),
      ("(splitn \"$\" 2 \"a$b$c\")._1", "b$c"), ("sortAlpha (list \"b\" \"a\")", "[a b]"),
      ("html \"<a'>\"", "&lt;a&#39;&gt;"), ("urlquery \"a b&c\"", "a+b%26c"),
      ("js \"it's\"", "it\\'s"), ("print 1 2 \"a\" 3", "1 2a3"), ("println 1 \"a\"", "1 a\n"),
      ("replace \"\" \"-\" \"ab\"", "-a-b-"), ("abbrevboth 5 10 \"1234 5678 9123\"", "...5678..."),
    ])
  func texts(expression: String, text: String) { #expect(rendered("{{ \(expression) }}") == text) }

  @Test(
    "lists and dictionaries",
    arguments: [
      ("first .list", "a"), ("last .list", "c"), ("rest .list", "[b c]"),
      ("initial .list", "[a b]"),
      ("append .list 1", "[a b c 1]"), ("prepend .list 1", "[1 a b c]"),
      ("concat .list .list", "[a b c a b c]"),
      ("reverse .list", "[c b a]"), ("uniq (list 1 2 1)", "[1 2]"),
      ("without .list \"a\"", "[b c]"),
      ("has \"a\" .list", "true"), ("compact (list 1 0 \"\" 2)", "[1 2]"),
      ("chunk 2 .list", "[[a b] [c]]"),
      ("until 3", "[0 1 2]"), ("untilStep 3 9 3", "[3 6]"), ("seq 3", "1 2 3"),
      ("seq 0 2 6", "0 2 4 6"),
      ("slice .list 1 2", "[b]"), ("toStrings (list 1 true)", "[1 true]"), ("mustFirst .list", "a"),
      ("dict \"a\" 1 \"b\" 2", "map[a:1 b:2]"), ("get .urls \"users\"", "http://u"),
      ("get .urls \"no\"", ""), ("hasKey .urls \"users\"", "true"),
      ("keys .urls", "[users with-dash]"),
      ("values .urls", "[http://u http://d]"), ("pick .urls \"users\"", "map[users:http://u]"),
      ("omit .urls \"users\"", "map[with-dash:http://d]"),
      ("pluck \"name\" (index .items 0) (index .items 1)", "[x y]"),
      ("unset (dict \"a\" 1 \"b\" 2) \"a\"", "map[b:2]"),
      ("set (dict \"a\" 1) \"b\" 2", "map[a:1 b:2]"),
      ("merge (dict \"a\" 1) (dict \"a\" 2 \"b\" 3)", "map[a:1 b:3]"),
      ("mergeOverwrite (dict \"a\" 1) (dict \"a\" 2)", "map[a:2]"),
      ("merge (dict \"o\" (dict \"x\" 1)) (dict \"o\" (dict \"y\" 2))", "map[o:map[x:1 y:2]]"),
      ("dig \"urls\" \"users\" \"none\" .", "http://u"), ("dig \"urls\" \"no\" \"none\" .", "none"),
      ("deepCopy .list", "[a b c]"), ("deepEqual (list 1) (list 1.0)", "true"),
      ("toPrettyJson (dict \"a\" (list 1))", "{\n  \"a\": [\n    1\n  ]\n}"),
      ("(fromJson \"{\\\"a\\\":[1,2.5,null]}\").a", "[1 2.5 <nil>]"), ("toRawJson \"<\"", "\"<\""),
    ])
  func containers(expression: String, text: String) {
    #expect(rendered("{{ \(expression) }}") == text)
  }

  @Test(
    "numbers, defaults and conversions",
    arguments: [
      ("add 2 1", "3"), ("add 1 2 3", "6"), ("sub 5 2", "3"), ("mul 2 3", "6"), ("div 7 2", "3"),
      ("mod 7 3", "1"), ("add1 1", "2"), ("max 1 5 3", "5"), ("min 4 2", "2"),
      ("add .port 1", "8081"),
      ("addf 1.5 2", "3.5"), ("divf 1 4", "0.25"), ("mulf 1.5 2", "3"), ("subf 3 1.5", "1.5"),
      ("addf 0.1 0.2", "0.3"),
      ("mulf 0.1 0.1", "0.01"), ("divf 2 3", "0.6666666666666667"), ("int \"1.5\"", "0"),
      ("floor 1.9", "1"), ("ceil 1.1", "2"), ("round 123.555555 3", "123.556"),
      ("add \"2\" 1", "3"),
      ("maxf 1 2.5", "2.5"), ("default 5 .absent", "5"), ("default 5 .port", "8080"),
      ("default \"x\" \"\"", "x"), ("empty \"\"", "true"), ("coalesce nil \"\" 3", "3"),
      ("ternary \"y\" \"n\" true", "y"), ("true | ternary 1 2", "1"), ("all 1 0", "false"),
      ("any 0 1", "true"), ("int \"42\"", "42"), ("int 3.9", "3"), ("int64 \"0x10\"", "16"),
      ("float64 \"1.5\"", "1.5"), ("atoi \"7\"", "7"), ("toDecimal 777", "511"),
      ("toString 1.5", "1.5"), ("int .big", "1234567"), ("kindOf .list", "slice"),
      ("kindIs \"map\" .urls", "true"), ("typeOf 1.5", "float64"),
      ("typeIs \"string\" .name", "true"),
      ("b64enc \"hello\"", "aGVsbG8="), ("b64dec \"aGVsbG8=\"", "hello"),
      ("b32enc \"hi\"", "NBUQ===="),
      ("b32dec \"NBUQ====\"", "hi"), ("base \"/a/b.json\"", "b.json"), ("dir \"/a/b/c\"", "/a/b"),
      ("ext \"a.tar.gz\"", ".gz"), ("clean \"/a/../b//c/.\"", "/b/c"), ("isAbs \"/a\"", "true"),
    ])
  func numbers(expression: String, text: String) {
    #expect(rendered("{{ \(expression) }}") == text)
  }

  @Test(
    "the largest and the smallest numbers do no harm",
    arguments: [
      (
        "seq 9223372036854775806 1 9223372036854775807",
        "9223372036854775806 9223372036854775807"
      ),
      ("untilStep 0 9223372036854775807 9223372036854775806", "[0 9223372036854775806]"),
      ("add 9223372036854775807 1", "-9223372036854775808"),
      ("div -9223372036854775808 -1", "-9223372036854775808"),
      ("mod -9223372036854775808 -1", "0"), ("trunc -9223372036854775808 \"ab\"", "ab"),
      ("substr -9223372036854775808 9223372036854775807 \"ab\"", "ab"),
      ("abbrev 9223372036854775807 \"ab\"", "ab"), ("int 1e300", "9223372036854775807"),
      ("chunk 9223372036854775807 (list 1)", "[[1]]"), ("round 1.5 -9223372036854775808", "1.5"),
      ("wrap 9223372036854775807 \"a b\"", "a b"),
      ("abbrevboth 9223372036854775807 7 \"abcdefgh\"", "...efgh"),
      (
        "seq -9223372036854775807 -1 -9223372036854775808",
        "-9223372036854775807 -9223372036854775808"
      ),
    ])
  func extremes(expression: String, text: String) {
    #expect(rendered("{{ \(expression) }}") == text)
  }

  @Test(
    "printf as Go has it",
    arguments: [
      ("\"%d %s\" 3 \"a\"", "3 a"), ("\"%05d|%-4d|%+d\" 42 7 7", "00042|7   |+7"),
      ("\"%.2f|%8.3f\" 3.14159 2.5", "3.14|   2.500"), ("\"%q\" \"a\\\"b\"", "\"a\\\"b\""),
      ("\"%v %v\" 1.5 true", "1.5 true"), ("\"%x %X %o %b\" 255 255 8 5", "ff FF 10 101"),
      ("\"%t\" true", "true"), ("\"%5s|%-5s|%.2s\" \"ab\" \"ab\" \"abc\"", "   ab|ab   |ab"),
      ("\"%%\"", "%"), ("\"%d\" \"x\"", "%!d(string=x)"), ("\"%d\"", "%!d(MISSING)"),
      ("\"a\" 1", "a%!(EXTRA int=1)"), ("\"%T\" 1.5", "float64"), ("\"%c\" 65", "A"),
      ("\"%e\" 1234.5", "1.234500e+03"), ("\"%v\" (list 1 \"a\")", "[1 a]"),
      ("\"%x\" \"hi\"", "6869"),
      ("\"%s\" .list", "[a b c]"), ("\"%q\" (dict \"a\" \"b\")", "map[\"a\":\"b\"]"),
      ("\"%5d\" \"x\"", "%!d(string=    x)"), ("\"%d\" nil", "%!d(<nil>)"), ("\"%g\" 0.1", "0.1"),
      ("\"%#x\" 255", "0xff"),
      ("\"%!\"", "%!!(MISSING)"), ("\"%\"", "%!(NOVERB)"),
    ])
  func formats(arguments: String, text: String) {
    #expect(rendered("{{ printf \(arguments) }}") == text)
  }

  @Test(
    "patterns in RE2's syntax",
    arguments: [
      ("regexMatch \"^[A-Za-z0-9._%+-]+@[a-z]+\\\\.com$\" \"t.x@mail.com\"", "true"),
      ("regexMatch \"b+\" \"aac\"", "false"), ("regexFind \"[0-9]+\" \"ab123c4\"", "123"),
      ("regexFindAll \"[2,4,6,8]\" \"123456789\" -1", "[2 4 6 8]"),
      ("regexFindAll \"a\" \"aaa\" 2", "[a a]"),
      ("regexReplaceAll \"a(x*)b\" \"-ab-axxb-\" \"${1}W\"", "-W-xxW-"),
      ("regexReplaceAllLiteral \"a(x*)b\" \"-ab-axxb-\" \"${1}\"", "-${1}-${1}-"),
      ("regexSplit \"z+\" \"pizza\" -1", "[pi a]"), ("regexSplit \"x*\" \"ab\" -1", "[a b]"),
      ("regexSplit \"z\" \"azbzc\" 2", "[a bzc]"), ("regexQuoteMeta \"1.2.3\"", "1\\.2\\.3"),
      ("regexFind \"(?i)HELLO\" \"say hello\"", "hello"), ("regexFind \"a{2,3}?\" \"aaaa\"", "aa"),
      ("regexFind \"\\\\bfoo\\\\b\" \"a foo b\"", "foo"),
      ("regexFind \"[^a-c]+\" \"abcxyz\"", "xyz"),
      ("regexReplaceAll \"(?P<x>b)\" \"abc\" \"<$x>\"", "a<b>c"),
      ("regexFind \"a|ab\" \"ab\"", "a"),
      ("regexFind \"(a|b)*c\" \"ababc\"", "ababc"), ("regexFind \"[[:digit:]]+\" \"x42\"", "42"),
      ("regexReplaceAll \"x*\" \"abc\" \"-\"", "-a-b-c-"),
      ("regexFind \"(?s)a.b\" \"a\\nb\"", "a\nb"),
      ("regexFind \"(?m)^b$\" \"a\\nb\"", "b"), ("regexFind \"\\\\Q.*\\\\E\" \"a.*\"", ".*"),
    ])
  func patterns(expression: String, text: String) {
    #expect(rendered("{{ \(expression) }}") == text)
  }

  @Test("a pattern that explodes elsewhere takes linear time")
  func linear() {
    #expect(
      rendered("{{ regexMatch \"^(a+)+$\" (repeat 2000 \"a\" | printf \"%sb\") }}") == "false")
    #expect(rendered("{{ regexMatch \"((a{1000}){1000}){1000}\" \"a\" }}").contains("too large"))
  }

  @Test("every function of Sprig is there, or known to be missing")
  func known() {
    let names = Set(TemplateSet().functionNames)
    #expect(names.isDisjoint(with: TemplateSet.missingFunctionNames))
    #expect(names.count > 150)
  }
}

@Suite("The page about flexible configuration")
struct FunctionPageTests {
  @Test("the page lists every function, those that are not there apart, and no other")
  func page() throws {
    let file = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Docs/flexible-configuration.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let parts = page.components(separatedBy: "**Not there**")
    let there = Self.names(in: parts[0].components(separatedBy: "## Functions").last ?? "")
    let missing = Self.names(in: parts.last?.components(separatedBy: "## Limits").first ?? "")
    #expect(there == Set(TemplateSet().functionNames))
    #expect(missing == Set(TemplateSet.missingFunctionNames))
  }

  private static func names(in text: String) -> Set<String> {
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("`") }
    let cells = rows.map { $0.split(separator: "|").last ?? "" }
    return Set(cells.flatMap { $0.matches(of: /`(\w+)`/).map { String($0.output.1) } })
  }
}
