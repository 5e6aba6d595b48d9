import RiskRegister
package import Rulebooks

/// Writes a rulebook's page as one HTML file that needs nothing else, in the look of the papers.
///
///     let html = RulebookPageHTML.document(RulebookPage(loaded))
///
/// It is also well-formed XML, so that a test, or another program, can read it.
package enum RulebookPageHTML {
    /// The document of a page.
    package static func document(_ page: RulebookPage) -> String {
        var writer = RulebookPageWriter(page)
        return writer.document()
    }
}

/// One page under construction.
struct RulebookPageWriter {
    private let page: RulebookPage
    private var output = ""
    private var drawings = 0

    init(_ page: RulebookPage) { self.page = page }

    /// HTML that is known to be safe: all free text goes through `text`.
    mutating func unescaped(_ html: String) { output += html }

    func text(_ text: String) -> String { HTMLWriter.text(text) }

    mutating func document() -> String {
        let version = page.facts.first?.value ?? ""
        unescaped(
            """
            <!DOCTYPE html>
            <html lang="en-GB" xmlns="http://www.w3.org/1999/xhtml">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>\(text("\(page.title): the rules (\(version))"))</title>
            <style>
            \(HTMLStyle.sheet(footer: "\(page.title) · \(version)"))
            \(RulebookPageStyle.sheet)
            </style>
            </head>
            <body>
            <a class="skip" href="#paper">Skip to the rules</a>
            <header>
            <p class="organisation">The rules in plain English</p>
            <h1>\(text(page.title))</h1>
            <p class="moment">\(text(version)), in force from \
            \(text(page.facts.dropFirst().first?.value ?? ""))</p>
            </header>
            <main id="paper">

            """)
        facts()
        contents()
        legend()
        registers()
        section("roles", "How the decisions follow one another") { writer in
            writer.picture(writer.page.roles)
        }
        for model in page.models { write(model) }
        tests()
        remarks()
        files()
        unescaped("</main>\n</body>\n</html>\n")
        return output
    }

    private mutating func section(
        _ anchor: String, _ heading: String, _ body: (inout RulebookPageWriter) -> Void
    ) {
        unescaped(
            "<section aria-labelledby=\"\(anchor)\">\n<h2 id=\"\(anchor)\">\(text(heading))</h2>\n")
        body(&self)
        unescaped("</section>\n")
    }

    // MARK: - The front

    private mutating func facts() {
        unescaped(
            "<table class=\"front\">\n<caption class=\"quiet\">The rulebook</caption>\n<tbody>\n")
        for fact in page.facts {
            unescaped(
                "<tr><th scope=\"row\">\(text(fact.label))</th><td>\(breakable(fact.value))</td></tr>\n"
            )
        }
        unescaped("</tbody>\n</table>\n")
    }

    private mutating func contents() {
        unescaped("<nav aria-label=\"Contents\">\n<ol class=\"contents\">\n")
        func line(_ anchor: String, _ title: String) -> String {
            "<a href=\"#\(anchor)\">\(text(title))</a>"
        }
        unescaped("<li>\(line("legend", "How to read this page"))</li>\n")
        unescaped("<li>\(line("registers", "The registers"))</li>\n")
        unescaped("<li>\(line("roles", "How the decisions follow one another"))</li>\n")
        for model in page.models {
            unescaped("<li>\(line(model.anchor, model.name))\n<ul>\n")
            for decision in model.decisions {
                unescaped("<li>\(line(decision.anchor, decision.name))</li>\n")
            }
            if model.decisions.isEmpty { unescaped("<li>no decisions</li>\n") }
            unescaped("</ul></li>\n")
        }
        if page.tests != nil { unescaped("<li>\(line("tests", "The tests"))</li>\n") }
        unescaped("<li>\(line("remarks", "What the check of the rules says"))</li>\n")
        unescaped("<li>\(line("files", "The files"))</li>\n</ol>\n</nav>\n")
    }

    private mutating func legend() {
        section("legend", "How to read this page") { writer in
            writer.unescaped(
                """
                <p>Each decision asks one question. Its table answers it: read a row from left to right as \
                “if all of this is so, then that”. The last column is the clause of the policy that the row \
                comes from, and under the table every row stands once more as a sentence.</p>
                <table class="data legend">
                <caption>Words and signs</caption>
                <tbody>
                <tr><th scope="row">any</th><td>the condition does not matter in this row</td></tr>
                <tr><th scope="row">given, not given</th><td>the record has a value, or has none</td></tr>
                <tr><th scope="row">15 or more</th><td>15 counts too</td></tr>
                <tr><th scope="row">–</th><td>the row gives no answer here</td></tr>
                <tr><th scope="row"><code>as written</code></th><td>a condition or answer that has no plain \
                words, as it stands in the file (in FEEL, the language of the standard, OMG DMN)</td></tr>
                <tr><th scope="row">\(RequirementsSVG.sample(.decision)) rectangle</th><td>a decision</td></tr>
                <tr><th scope="row">\(RequirementsSVG.sample(.input)) round ends</th><td>a fact that is given</td></tr>
                <tr><th scope="row">\(RequirementsSVG.sample(.knowledge)) cut corners</th><td>a function that decisions call</td></tr>
                <tr><th scope="row">\(RequirementsSVG.sample(line: .information)) full arrow</th><td>what is at the head of the \
                arrow needs what is at its foot</td></tr>
                <tr><th scope="row">\(RequirementsSVG.sample(line: .knowledge)) dashed arrow</th>\
                <td>the decision calls the function</td></tr>
                </tbody>
                </table>

                """)
        }
    }

    private mutating func registers() {
        section("registers", "The registers") { writer in
            writer.table(
                id: "registers-table", caption: "The registers, lowest first", name: "data",
                heads: ["Register", "Name", "Reviewed by", "How often"],
                widths: [15, 35, 25, 25],
                rows: writer.page.registers.map { [$0.id, $0.name, $0.reviewer, $0.rhythm] })
        }
    }

    /// A plain table: the first cell of a row is its head.
    private mutating func table(
        id: String, caption: String, name: String, heads: [String], widths: [Int],
        rows: [[String]]
    ) {
        unescaped(
            """
            <div class="scroll" role="region" aria-labelledby="\(id)" tabindex="0">
            <table class="\(name)">
            <caption id="\(id)">\(text(caption))</caption>
            <colgroup>\(widths.map { "<col style=\"width:\($0)%\"/>" }.joined())</colgroup>
            <thead>
            <tr>\(heads.map { "<th scope=\"col\">\(text($0))</th>" }.joined())</tr>
            </thead>
            <tbody>

            """)
        for row in rows {
            let cells = zip(heads, row).enumerated().map { index, cell in
                let tag = index == 0 ? "th" : "td"
                let scope = index == 0 ? " scope=\"row\"" : ""
                return
                    "<\(tag)\(scope) data-label=\"\(text(cell.0))\">\(breakable(cell.1))</\(tag)>"
            }
            unescaped("<tr>\(cells.joined())</tr>\n")
        }
        unescaped("</tbody>\n</table>\n</div>\n")
    }

    /// Text in which a very long word, a digest say, may be broken anywhere.
    func breakable(_ value: String) -> String {
        value.count > 40 && !value.contains(" ")
            ? "<span class=\"long\">\(text(value))</span>" : text(value)
    }

    // MARK: - Drawings

    private mutating func picture(_ picture: RulebookPage.Picture) {
        drawings += 1
        let id = "drawing-\(drawings)"
        if let svg = RequirementsSVG.drawing(picture, id: id) {
            unescaped(
                """
                <figure>
                <div class="scroll" role="region" aria-label="\(text(picture.title))" tabindex="0">
                \(svg)
                </div>
                <figcaption>\(text(picture.title)).</figcaption>
                </figure>

                """)
        } else if !picture.sentences.isEmpty {
            unescaped("<p>There is too much to draw it in one picture.</p>\n")
        }
        guard !picture.sentences.isEmpty else { return }
        unescaped("<ul class=\"sentences\">\n")
        for sentence in picture.sentences { unescaped("<li>\(text(sentence))</li>\n") }
        unescaped("</ul>\n")
    }

    // MARK: - Models and decisions

    private mutating func write(_ model: RulebookPage.Model) {
        section(model.anchor, model.name) { writer in
            writer.unescaped(
                "<p class=\"file\">File: <code>\(writer.text(model.file))</code></p>\n")
            writer.picture(model.picture)
            if !model.asked.isEmpty {
                writer.table(
                    id: "\(model.anchor)-facts", caption: "The facts that it asks", name: "data",
                    heads: ["Fact", "Kind of value", "Values or unit", "Where it comes from"],
                    widths: [22, 14, 32, 32],
                    rows: model.asked.map { [$0.name, $0.type, $0.unit, $0.origin] })
            }
            for decision in model.decisions { writer.write(decision) }
        }
    }

    private mutating func write(_ decision: RulebookPage.Decision) {
        unescaped("<article class=\"decision\" aria-labelledby=\"\(decision.anchor)\">\n")
        unescaped("<h3 id=\"\(decision.anchor)\">\(text(decision.name))</h3>\n")
        if let question = decision.question {
            unescaped("<p class=\"question\">\(text(question))</p>\n")
        }
        if let role = decision.role {
            unescaped("<p class=\"role\">Its part in the rulebook: \(text(role)).</p>\n")
        } else if decision.kind != "Decision" {
            unescaped("<p class=\"role\">\(text(decision.kind)).</p>\n")
        }
        if let description = decision.description {
            unescaped("<p>\(text(description))</p>\n")
        }
        if !decision.needs.isEmpty {
            let names = decision.needs.map { need in
                need.anchor.map { "<a href=\"#\($0)\">\(text(need.name))</a>" } ?? text(need.name)
            }
            unescaped("<p class=\"needs\">It needs: \(names.joined(separator: ", ")).</p>\n")
        }
        write(decision.logic, of: decision.name, anchor: decision.anchor)
        unescaped("</article>\n")
    }

    private mutating func write(_ logic: RulebookPage.Logic, of name: String, anchor: String) {
        switch logic {
        case .table(let table): write(table, of: name, anchor: anchor)
        case .expression(let words, let written):
            if let words {
                let sentence = words.prefix(1).uppercased() + words.dropFirst()
                unescaped(
                    "<p class=\"words\">\(text(sentence))\(sentence.hasSuffix(".") ? "" : ".")</p>\n"
                )
            }
            if !written.isEmpty {
                unescaped(
                    "<p class=\"written\">As written: <code>\(text(written))</code></p>\n")
            }
        case .parts(let parts):
            for (index, part) in parts.enumerated() {
                unescaped("<h4>\(text(part.label))</h4>\n")
                write(part.logic, of: part.label, anchor: "\(anchor)-\(index + 1)")
            }
        }
    }

    // MARK: - The end

    private mutating func tests() {
        guard let report = page.tests else { return }
        section("tests", "The tests") { writer in
            let sum = "\(report.passed) passed, \(report.failed) failed"
            writer.unescaped(
                "<p>Beside the rules stand tests: cases with the answer that the policy expects. "
                    + "When this page was written, \(sum).</p>\n")
            guard !report.files.isEmpty else { return }
            writer.table(
                id: "tests-table", caption: "The tests by file", name: "data",
                heads: ["File", "Tests", "Passed", "Failed"],
                widths: [50, 26, 12, 12],
                rows: report.files.map { [$0.file, $0.model, "\($0.passed)", "\($0.failed)"] })
        }
    }

    private mutating func remarks() {
        section("remarks", "What the check of the rules says") { writer in
            guard !writer.page.remarks.isEmpty else {
                writer.unescaped(
                    "<p>Nothing: no gap, no overlap, and no row that never applies.</p>\n")
                return
            }
            let open = writer.page.remarks.count { $0.reason == nil }
            writer.unescaped(
                open == 0
                    ? "<p>Nothing is open. What it says is accepted, each for the reason beside it:</p>\n"
                    : "<p>Open: \(open). What is accepted has its reason beside it.</p>\n")
            writer.unescaped("<ul class=\"sentences\">\n")
            for remark in writer.page.remarks {
                let reason = remark.reason.map {
                    "<br><span class=\"clause\">Accepted, because \(writer.text($0))</span>"
                }
                writer.unescaped("<li>\(writer.text(remark.text))\(reason ?? "")</li>\n")
            }
            writer.unescaped("</ul>\n")
        }
    }

    private mutating func files() {
        section("files", "The files") { writer in
            writer.unescaped(
                "<p>A register keeps the files of every version that was adopted. These digests "
                    + "show that this page was written from the same files.</p>\n")
            writer.table(
                id: "files-table", caption: "The files with SHA-256 over their bytes", name: "data",
                heads: ["File", "SHA-256"], widths: [30, 70],
                rows: writer.page.files.map { [$0.path, $0.digest] })
        }
    }
}
