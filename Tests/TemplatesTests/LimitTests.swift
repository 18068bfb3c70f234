import Templates
import Testing

@Suite("Limits of templates")
struct LimitTests {
  @Test(
    "what does not end, or grows without end, is ended",
    arguments: [
      ("{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}", "deep"),
      ("{{range 100000}}{{range 100000}}{{end}}{{end}}", "steps"),
      ("{{$x := \"ab\"}}{{range 60}}{{$x = cat $x $x}}{{end}}", "bytes"),
      ("{{$x := list 1}}{{range 60}}{{$x = concat $x $x}}{{end}}", "MiB of values"),
      ("{{repeat 1000000000 \"x\"}}", "bytes"), ("{{until 1000000000}}", "items"),
      ("{{$x := list 1}}{{range 300}}{{$x = list $x}}{{end}}", "deep"),
      ("{{$d := dict}}{{$_ := set $d \"d\" $d}}{{$d}}", "deep"),
      ("{{$d := dict}}{{$_ := set $d \"d\" $d}}{{marshal $d}}", "deep"),
      ("{{$d := dict}}{{$_ := set $d \"d\" $d}}{{$e := deepCopy $d}}", "deep"),
      (
        "{{$x := list}}{{$y := list}}{{range 150}}{{$x = list $x $x}}{{$y = list $y $y}}{{end}}"
          + "{{deepEqual $x $y}}", "MiB of values"
      ),
      ("{{range 100000}}{{repeat 1000 \"x\"}}{{end}}", "longer"),
      ("{{$x := repeat 900000 \"x\"}}{{range 100}}{{$y := contains \"y\" $x}}{{end}}", "values"),
      (
        "{{$x := dict}}{{range 9000}}{{$_ := set $x (print .) 1}}{{end}}"
          + "{{range 100}}{{range $x}}{{break}}{{end}}{{end}}", "values"
      ),
      ("{{range 1000}}{{$y := regexMatch \"(a{30}){30}\" (repeat 99 \"b\")}}{{end}}", "values"),
      ("{{regexMatch \"(?:(?:(?:(?:){1000}){1000}){1000}){1000}\" \"\"}}", "too large"),
      ("{{regexMatch \"(?:(?:(?:(?:a{0}){900}){900}){900}){900}\" \"\"}}", "too large"),
      ("{{len (regexFindAll \"a.*b|a\" (repeat 9000 \"a\") -1)}}", "values"),
      ("{{range 100000}}{{$x := repeat 100000 \"x\"}}{{end}}", "MiB of values"),
    ])
  func bounded(template: String, word: String) {
    let limits = TemplateLimits(bytes: 1 << 20, steps: 200_000, work: 2 << 20)
    #expect(rendered(template, limits: limits).contains(word))
  }

  @Test("a text is found in time linear in both, be they as alike as can be")
  func alike() {
    let texts = #"{{$n := print (repeat 9999 "a") "b" (repeat 9999 "a")}}"#
    #expect(rendered(texts + #"{{contains $n (repeat 399999 "a")}}"#) == "false")
    #expect(rendered(texts + #"{{contains $n (print (repeat 99999 "a") $n)}}"#) == "true")
    #expect(rendered(#"{{replace "aab" "-" "aaabaabab"}}"#) == "a--ab")
    #expect(rendered(#"{{splitList "aa" "aaaaa"}}"#) == "[  a]")
  }

  @Test(
    "a text that would take more memory than there is, is not begun",
    arguments: [
      "{{join \"\" $list}}", "{{printf \"%s\" $list}}", "{{printf \"%v\" (dict \"a\" $list)}}",
      "{{wrapWith 1 $long (repeat 9000 \"x\")}}",
      "{{cat \(String(repeating: " $long", count: 100))}}",
    ])
  func memory(template: String) {
    let values = """
      {{$long := repeat 16000000 "x"}}{{$list := list $long}}\
      {{range 16}}{{$list = concat $list $list}}{{end}}
      """
    #expect(rendered(values + template).hasSuffix(": a text of more than 16777216 bytes"))
  }

  @Test("blocks and parentheses inside one another are bounded when read")
  func nesting() {
    let blocks = String(repeating: "{{if 1}}", count: 200)
    #expect(rendered(blocks + String(repeating: "{{end}}", count: 200)).contains("100 deep"))
    let parentheses = "{{" + String(repeating: "(", count: 200) + "1"
    #expect(
      rendered(parentheses + String(repeating: ")", count: 200) + "}}")
        .contains("too many parentheses"))
  }

  @Test("a chain of a hundred thousand dictionaries is freed without a deep stack")
  func chain() {
    let template = """
      {{$d := dict}}{{$top := $d}}{{range 100000}}{{$n := dict}}{{$_ := set $d "n" $n}}\
      {{$d = $n}}{{end}}{{len $top}}
      """
    #expect(rendered(template) == "1")
  }
}
