import Templates
import Testing

@Suite("The template language")
struct LanguageTests {
  @Test(
    "text and values",
    arguments: [
      ("plain { } }} text", "plain { } }} text"), ("{{ .name }}", "shop"), ("{{.port}}", "8080"),
      ("{{ .big }}", "1.234567e+06"), ("{{ .ratio }}", "0.5"), ("{{ .on }}", "true"),
      ("{{ .list }}", "[a b c]"), ("{{ .urls }}", "map[users:http://u with-dash:http://d]"),
      ("{{ .absent }}", "<no value>"), ("{{ .none }}", "<no value>"),
      ("{{ .absent.below }}", "<no value>"), ("{{ .urls.users }}", "http://u"),
      ("{{ $.name }}", "shop"), ("{{ \"a\\tb\\u00e9\" }}", "a\tb\u{E9}"),
      ("{{ `a\\n\"b` }}", "a\\n\"b"),
      ("{{ 'a' }}", "97"),
      (
        "{{ 0x1F }} {{ 0b11 }} {{ 0o17 }} {{ 1_000 }} {{ -3 }} {{ 1e3 }}",
        "31 3 15 1000 -3 1000"
      ),
      ("{{ true }}{{ false }}", "truefalse"), ("{{ (.urls).users }}", "http://u"),
      ("{{ 1.5 }} {{ .5 }} {{ 100000.0 }} {{ 0.00001 }}", "1.5 0.5 100000 1e-05"),
    ])
  func values(template: String, text: String) { #expect(rendered(template) == text) }

  @Test(
    "trim markers and comments",
    arguments: [
      ("a \n {{- 1 -}} \n b", "a1b"), ("a {{- 1 }} b", "a1 b"), ("a {{ 1 -}} b", "a 1b"),
      ("a{{/* no */}}b", "ab"), ("a {{- /* no */ -}} b", "ab"), ("{{/* }} */}}x", "x"),
      ("a {{-1}}", "a -1"), ("x\n{{- range .list }}\n{{ . }}\n{{- end }}", "x\na\nb\nc"),
      ("{{\n.name\n}}", "shop"),
    ])
  func trimming(template: String, text: String) { #expect(rendered(template) == text) }

  @Test(
    "if, else if, else and with",
    arguments: [
      ("{{if .on}}y{{else}}n{{end}}", "y"), ("{{if .off}}y{{else}}n{{end}}", "n"),
      ("{{if .absent}}y{{end}}", ""), ("{{if .empty}}y{{else if .list}}l{{else}}n{{end}}", "l"),
      ("{{with .urls}}{{.users}}{{end}}", "http://u"), ("{{with .absent}}x{{else}}n{{end}}", "n"),
      ("{{with $u := .urls}}{{$u.users}} {{$.name}}{{end}}", "http://u shop"),
      ("{{with .absent}}x{{else with .urls}}{{.users}}{{end}}", "http://u"),
      ("{{if $x := .name}}{{$x}}{{end}}", "shop"), ("{{if 0}}y{{else}}n{{end}}", "n"),
      ("{{if \"\"}}y{{else}}n{{end}}", "n"), ("{{if 0.0}}y{{else}}n{{end}}", "n"),
    ])
  func conditions(template: String, text: String) { #expect(rendered(template) == text) }

  @Test(
    "range",
    arguments: [
      ("{{range .list}}{{.}},{{end}}", "a,b,c,"),
      ("{{range $i, $e := .list}}{{if $i}}, {{end}}{{$i}}={{$e}}{{end}}", "0=a, 1=b, 2=c"),
      ("{{range $k, $v := .urls}}{{$k}}:{{$v}};{{end}}", "users:http://u;with-dash:http://d;"),
      ("{{range .empty}}x{{else}}none{{end}}", "none"),
      ("{{range .absent}}x{{else}}none{{end}}", "none"),
      ("{{range 3}}{{.}}{{end}}", "012"), ("{{range $i := 2}}{{$i}}{{end}}", "01"),
      ("{{range .list}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}}", "ac"),
      ("{{range .list}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}}", "a"),
      ("{{range .items}}{{.name}}{{$.name}}{{end}}", "xshopyshop"),
      (
        "{{range $x := .list}}{{range $y := $.list}}{{$x}}{{$y}} {{end}}{{end}}",
        "aa ab ac ba bb bc ca cb cc "
      ),
      ("{{$last := \"\"}}{{range .list}}{{$last = .}}{{end}}{{$last}}", "c"),
      ("{{$i := 0}}{{$e := 0}}{{range $i, $e = .list}}{{end}}{{$i}}{{$e}}", "2c"),
    ])
  func loops(template: String, text: String) { #expect(rendered(template) == text) }

  @Test(
    "variables, pipelines and parentheses",
    arguments: [
      ("{{$x := 1}}{{$x}}{{$x = 2}}{{$x}}", "12"),
      ("{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}", "2"),
      ("{{$x := 1}}{{if true}}{{$x := 2}}{{end}}{{$x}}", "1"),
      ("{{ .name | upper | printf \"%s-%s\" \"a\" }}", "a-SHOP"),
      ("{{ printf \"%d\" (add 1 (mul 2 3)) }}", "7"), ("{{ (index .items 0).name }}", "x"),
      ("{{ (dict \"a\" 1).a }}", "1"), ("{{ and true .name }}{{ or \"\" \"b\" }}", "shopb"),
      ("{{ or .on (fail \"never\") }}", "true"), ("{{ and .off (fail \"never\") }}", "false"),
      ("{{ not .on }}{{ len .list }}", "false3"), ("{{ index .urls \"with-dash\" }}", "http://d"),
      ("{{ index .items 1 \"name\" }}", "y"),
      ("{{ slice .list 1 }}{{ slice .name 1 3 }}", "[b c]ho"),
    ])
  func pipelines(template: String, text: String) { #expect(rendered(template) == text) }

  @Test(
    "define, template and block",
    arguments: [
      ("{{define \"a\"}}<{{.}}>{{end}}{{template \"a\" .name}}", "<shop>"),
      ("{{block \"b\" .name}}[{{.}}]{{end}}", "[shop]"),
      ("{{template \"other\" .}}", "other shop"), ("{{template \"none\"}}", ""),
      ("{{define \"a\"}}{{$}}{{end}}{{template \"a\" 1}}", "1"),
      (
        "{{define \"a\"}}{{.}}{{if gt . 0}}{{template \"a\" (sub . 1)}}{{end}}{{end}}"
          + "{{template \"a\" 3}}",
        "3210"
      ),
    ])
  func templates(template: String, text: String) {
    let others = ["other": "other {{.name}}", "none": "{{define \"unused\"}}x{{end}}"]
    #expect(rendered(template, others: others) == text)
  }

  @Test("a later definition replaces an earlier one, unless it is empty")
  func redefinition() {
    let template = "{{define \"a\"}}1{{end}}{{template \"a\"}}"
    #expect(rendered(template, others: ["x": "{{define \"a\"}}2{{end}}"]) == "2")
    #expect(rendered(template, others: ["x": "{{define \"a\"}} {{end}}"]) == "1")
  }

  @Test(
    "comparisons: numbers by value, texts by bytes, nothing equals nothing",
    arguments: [
      ("eq 1 1", "true"), ("eq .port 8080", "true"), ("eq .name \"a\" \"shop\"", "true"),
      ("ne 1 2", "true"), ("lt 1 1.5", "true"), ("le 2 2", "true"), ("gt \"b\" \"a\"", "true"),
      ("ge 1 2", "false"), ("eq .absent \"x\"", "false"), ("eq .absent nil", "true"),
      ("eq true .on", "true"),
    ])
  func comparisons(expression: String, text: String) {
    #expect(rendered("{{ \(expression) }}") == text)
  }

  @Test("marshal writes JSON as Go does; include pastes a partial as it is; env asks the host")
  func own() {
    #expect(
      rendered("{{ marshal .items }}")
        == #"[{"name":"x","price":1},{"name":"y","price":2}]"#)
    #expect(
      rendered("{{ marshal (dict \"a\" \"<&>\" \"n\" 1234567.0 \"z\" nil) }}")
        == #"{"a":"\u003c\u0026\u003e","n":1234567,"z":null}"#)
    #expect(rendered("{{ include \"limits\" }}") == #""rate": 10, {{ not rendered }}"#)
    #expect(rendered("{{ env \"REGION\" }}{{ env \"NONE\" }}") == "eu")
    #expect(rendered("{{ expandenv \"x-$REGION-${REGION}-$\" }}") == "x-eu-eu-$")
  }

  @Test("a record has one name in templates and another in JSON")
  func records() {
    let data = TemplateData.record([.init("Rule", as: "rule", .string("1.1.1"))])
    #expect(rendered("{{ .Rule }} {{ marshal . }}", data) == #"1.1.1 {"rule":"1.1.1"}"#)
  }
}
