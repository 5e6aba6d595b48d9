import HTML
import Rulebooks

extension RulebookPageWriter {
    /// Writes how the page is read: its words, its signs and the shapes of its drawings.
    func legend(_ html: inout HTMLBuilder) {
        html.block("section", ["aria-labelledby": "legend"]) { html in
            html.line("h2", ["id": "legend"], text: "How to read this page")
            html.line(
                "p",
                text: """
                    Each decision asks one question. Its table answers it: read a row from left to \
                    right as “if all of this is so, then that”. The last column is the clause of the \
                    policy that the row comes from, and under the table every row stands once more \
                    as a sentence.
                    """)
            html.block("table", ["class": "data legend"]) { html in
                html.line("caption", text: "Words and signs")
                html.block("tbody") { html in
                    words(&html)
                    shapes(&html)
                }
            }
        }
    }

    private func words(_ html: inout HTMLBuilder) {
        let words = [
            ("any", "the condition does not matter in this row"),
            ("given, not given", "the record has a value, or has none"),
            ("15 or more", "15 counts too"),
            ("–", "the row gives no answer here"),
        ]
        for (word, meaning) in words { row(meaning, &html) { $0.text(word) } }
        row(
            "a condition or answer that has no plain words, as it stands in the file (in FEEL, the "
                + "language of the standard, OMG DMN)", &html
        ) { $0.element("code", text: "as written") }
    }

    private func shapes(_ html: inout HTMLBuilder) {
        let shapes: [(RequirementsDrawing.Shape, String, String)] = [
            (.decision, "rectangle", "a decision"),
            (.input, "round ends", "a fact that is given"),
            (.knowledge, "cut corners", "a function that decisions call"),
        ]
        for (shape, name, meaning) in shapes {
            row(meaning, &html) { html in
                RequirementsSVG.sample(shape, &html)
                html.text(" \(name)")
            }
        }
        let lines: [(RequirementsDrawing.Line, String, String)] = [
            (
                .information, "full arrow",
                "what is at the head of the arrow needs what is at its foot"
            ),
            (.knowledge, "dashed arrow", "the decision calls the function"),
        ]
        for (line, name, meaning) in lines {
            row(meaning, &html) { html in
                RequirementsSVG.sample(line: line, &html)
                html.text(" \(name)")
            }
        }
    }

    private func row(
        _ meaning: String, _ html: inout HTMLBuilder, _ sign: (inout HTMLBuilder) -> Void
    ) {
        html.line("tr") { html in
            html.element("th", ["scope": "row"], sign)
            html.element("td", text: meaning)
        }
    }
}
