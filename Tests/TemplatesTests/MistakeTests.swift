import Templates
import Testing

@Suite("Mistakes in templates")
struct MistakeTests {
  @Test(
    "each mistake gives its place, what is wrong, and what to write",
    arguments: [
      ("a\n {{ .x", "t:2:2: this '{{' is not closed; end the action with }}"),
      ("{{ }}", "t:1:1: this action is empty; write a value in it"),
      ("{{if .x}}a", "t:1:1: 'if' is not closed; end it with {{end}}"),
      ("a{{end}}", "t:1:2: 'end' closes nothing; remove it"),
      ("{{else}}", "t:1:1: 'else' outside of if, with and range; remove it"),
      ("{{if}}{{end}}", "t:1:3: 'if' wants a value behind it; write {{if .x}}"),
      ("{{ uper .name }}", "t:1:4: there is no function 'uper'; did you mean 'upper'?"),
      (
        "{{ name }}",
        "t:1:4: there is no function 'name'; write .name for a setting, \"name\" for a text"
      ),
      (
        "{{ now }}",
        "t:1:4: Sprig's function 'now' is not there: a configuration must not depend on when it is "
          + "read"
      ),
      (
        "{{ .urls.with-dash }}",
        "t:1:9: a name in a template cannot hold '-'; write index . \"with-dash\""
      ),
      (
        "{{ $x }}",
        "t:1:4: there is no variable '$x' here; declare it before, and not inside of a block that "
          + "has ended"
      ),
      ("{{ $x = 1 }}", "t:1:4: there is no variable '$x' here; declare it with $x := …"),
      ("{{ .a && .b }}", "t:1:7: '&' means nothing in an action; `and` is a function: and .a .b"),
      ("{{ \"a }}", "t:1:4: this text is not closed; end it with '\"' on the same line"),
      (
        "{{ 'ab' }}",
        "t:1:4: single quotes hold one character, which counts as its number; "
          + "write texts in \"double quotes\""
      ),
      ("{{ (add 1 2 }}", "t:1:4: this parenthesis is not closed"),
      ("{{ add 1, 2 }}", "t:1:9: arguments are parted by blanks, not by commas; remove the comma"),
      (
        "{{ .name | .port }}",
        "t:1:12: a value can only be piped into a function; "
          + "write the name of a function behind '|'"
      ),
      (
        "{{ .name 1 }}",
        "t:1:4: .name is no function and takes no arguments; "
          + "put the name of a function before it"
      ),
      ("{{break}}", "t:1:1: 'break' outside of range"),
      (
        "{{template}}",
        "t:1:3: 'template' wants the name of a template as a text; "
          + "write {{template \"name\" .}}"
      ),
      (
        "{{template \"x\" .}}",
        "t:1:1: there is no template \"x\"; "
          + "templates are the files *.tmpl of FC_TEMPLATES, and what {{define}} names"
      ),
      (
        "{{range .name}}{{end}}",
        "t:1:9: range cannot go over the text \"shop\"; "
          + "it takes a list, a dictionary or a whole number"
      ),
      ("{{ .name.x }}", "t:1:4: the text \"shop\" has no field 'x'"),
      (
        "{{ upper .absent }}",
        "t:1:4: upper wants a text as argument 1, not no value; "
          + "`default \"…\"` gives one where there is none"
      ),
      ("{{ upper 1 2 }}", "t:1:4: upper takes 1 argument, not 2"),
      ("{{ index .list 9 }}", "t:1:4: index: there is no item 9 in a list of 3"),
      (
        "{{ eq 1 \"1\" }}",
        "t:1:4: the number 1 and the text \"1\" are of different types; "
          + "make them alike with int or toString"
      ),
      ("{{ include \"x\" }}", "t:1:4: no partial 'x'; write limits"),
      ("{{ fail \"no host\" }}", "t:1:4: no host"),
      ("{{ div 1 0 }}", "t:1:4: div: a division by zero"),
      (
        "{{if 1}}{{define \"a\"}}{{end}}{{end}}",
        "t:1:9: 'define' stands inside of 'if'; move it to the outermost level"
      ),
      (
        "{{if 1}}{{else}}{{else}}{{end}}",
        "t:1:17: a second 'else' in one block; end the block with {{end}}"
      ),
      ("{{/* x }}", "t:1:1: this comment is not closed; end it with */}}"),
      ("{{/* x */ 1}}", "t:1:1: a comment must fill its action; write {{/* … */}}"),
      ("{{ nil }}", "t:1:4: nil is no command; write a value in its place"),
      ("{{ 1x }}", "t:1:4: '1x' is no number"),
      (
        "{{ \"\\q\" }}",
        "t:1:5: this escape is none of Go's; "
          + "write \\\\ for a backslash, or the text in `backquotes`"
      ),
      ("{{ end 1 }}", "t:1:1: 'end' closes nothing; remove it"),
      ("{{ if 1 }}{{ end 1 }}", "t:1:18: the number 1 does not belong behind 'end'"),
      (
        "{{ .a := 1 }}",
        "t:1:7: ':=' does not belong here; "
          + "write {{$name := value}}; two values are compared with eq"
      ),
      ("{{ mustFromJson \"{\" }}", nil),
      ("{{ printf \"%99999d\" 1 }}", "t:1:4: a width over 10000 is too much"),
      (
        "{{ regexMatch \"a**\" \"x\" }}",
        "t:1:4: the pattern \"a**\": a repetition of a repetition"
      ),
      ("{{ regexMatch \"(\" \"x\" }}", "t:1:4: the pattern \"(\": a '(' is not closed"),
    ] as [(String, String?)])
  func mistake(template: String, text: String?) {
    let result = rendered(template)
    if let text { #expect(result == text) } else { #expect(result.hasPrefix("t:1:4: ")) }
  }

  @Test("a mistake in another file names that file")
  func otherFile() {
    #expect(
      rendered("{{template \"o\" .}}", others: ["o": "\n{{ .name.x }}"])
        == "o:2:4: the text \"shop\" has no field 'x'")
  }
}
