import Testing
import Texts

@Test(
    "What acts on a terminal or on the order of a line is taken out, and is seen to be",
    arguments: [
        ("plain\n\ttext, Größe – “ok”", "plain\n\ttext, Größe – “ok”"),
        ("a\u{1B}[31mb\u{7}", "a\u{FFFD}[31mb\u{FFFD}"), ("x\u{7F}\u{9B}2J", "x\u{FFFD}\u{FFFD}2J"),
        ("txt.\u{202E}exe", "txt.\u{FFFD}exe"),
        ("\u{2066}a\u{2069}\u{200F}\u{61C}", "\u{FFFD}a\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("one\r\ntwo\rthree\r", "one\r\ntwo\u{FFFD}three\u{FFFD}"), ("\u{2028}", "\u{FFFD}"),
        ("", ""),
        ("\r\r\n", "\u{FFFD}\r\n"), ("👩‍⚕️ é", "👩‍⚕️ é"),
    ])
func harmless(_ text: String, _ shown: String) {
    #expect(Array(text.harmless.unicodeScalars) == Array(shown.unicodeScalars))
}
