import HTML
import RegisterReports
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
        var html = HTMLBuilder(syntax: .xml)
        RulebookPageWriter(page: page).document(&html)
        return html.string
    }
}

/// A rulebook's page on its way into a document.
struct RulebookPageWriter {
    let page: RulebookPage

    func document(_ html: inout HTMLBuilder) {
        html.doctype()
        html.block("html", ["lang": "en-GB", "xmlns": "http://www.w3.org/1999/xhtml"]) { html in
            html.block("head") { head(&$0) }
            html.block("body") { body(&$0) }
        }
    }

    private var version: String { page.facts.first?.value ?? "" }

    private func head(_ html: inout HTMLBuilder) {
        html.empty("meta", ["charset": "utf-8"])
        html.line()
        html.empty(
            "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        html.line()
        html.empty("meta", ["name": "color-scheme", "content": "light dark"])
        html.line()
        html.line("title", text: PlainText.cleaned("\(page.title): the rules (\(version))"))
        html.style(
            HTMLStyle.sheet(footer: "\(page.title) · \(version)") + "\n" + RulebookPageStyle.sheet)
        html.line()
    }

    private func body(_ html: inout HTMLBuilder) {
        html.line("a", ["class": "skip", "href": "#paper"], text: "Skip to the rules")
        html.block("header") { html in
            let since = page.facts.dropFirst().first?.value ?? ""
            html.line("p", ["class": "organisation"], text: "The rules in plain English")
            html.line("h1", text: PlainText.cleaned(page.title))
            html.line(
                "p", ["class": "moment"],
                text: PlainText.cleaned("\(version), in force from \(since)"))
        }
        html.block("main", ["id": "paper"]) { html in
            facts(&html)
            contents(&html)
            legend(&html)
            registers(&html)
            section("roles", "How the decisions follow one another", &html) { html in
                picture(page.roles, number: 1, &html)
            }
            for (index, model) in page.models.enumerated() {
                write(model, number: index + 2, &html)
            }
            tests(&html)
            remarks(&html)
            files(&html)
        }
    }

    private func section(
        _ anchor: String, _ heading: String, _ html: inout HTMLBuilder,
        _ content: (inout HTMLBuilder) -> Void
    ) {
        html.block("section", ["aria-labelledby": anchor]) { html in
            html.line("h2", ["id": anchor], text: PlainText.cleaned(heading))
            content(&html)
        }
    }

    /// A paragraph of the page's own words, or of a rulebook's.
    private func paragraph(_ text: String, class name: String? = nil, _ html: inout HTMLBuilder) {
        html.line("p", ["class": name], text: PlainText.cleaned(text))
    }

    private func sentences(_ sentences: [String], _ html: inout HTMLBuilder) {
        html.block("ul", ["class": "sentences"]) { html in
            for sentence in sentences { html.line("li", text: PlainText.cleaned(sentence)) }
        }
    }

    // MARK: - The front

    private func facts(_ html: inout HTMLBuilder) {
        html.block("table", ["class": "front"]) { html in
            html.line("caption", ["class": "quiet"], text: "The rulebook")
            html.block("tbody") { html in
                for fact in page.facts {
                    html.line("tr") { html in
                        html.element("th", ["scope": "row"], text: PlainText.cleaned(fact.label))
                        html.element("td") { breakable(fact.value, &$0) }
                    }
                }
            }
        }
    }

    private func contents(_ html: inout HTMLBuilder) {
        func link(_ anchor: String, _ title: String, _ html: inout HTMLBuilder) {
            html.element("a", ["href": "#\(anchor)"], text: PlainText.cleaned(title))
        }
        func line(_ anchor: String, _ title: String, _ html: inout HTMLBuilder) {
            html.line("li") { link(anchor, title, &$0) }
        }
        html.block("nav", ["aria-label": "Contents"]) { html in
            html.block("ol", ["class": "contents"]) { html in
                line("legend", "How to read this page", &html)
                line("registers", "The registers", &html)
                line("roles", "How the decisions follow one another", &html)
                for model in page.models {
                    html.line("li") { html in
                        link(model.anchor, model.name, &html)
                        html.line()
                        html.element("ul") { html in
                            html.line()
                            for decision in model.decisions {
                                line(decision.anchor, decision.name, &html)
                            }
                            if model.decisions.isEmpty { html.line("li", text: "no decisions") }
                        }
                    }
                }
                if page.tests != nil { line("tests", "The tests", &html) }
                line("remarks", "What the check of the rules says", &html)
                line("files", "The files", &html)
            }
        }
    }

    private func registers(_ html: inout HTMLBuilder) {
        section("registers", "The registers", &html) { html in
            table(
                id: "registers-table", caption: "The registers, lowest first",
                heads: ["Register", "Name", "Reviewed by", "How often"],
                widths: [15, 35, 25, 25],
                rows: page.registers.map { [$0.id, $0.name, $0.reviewer, $0.rhythm] }, &html)
        }
    }

    /// A plain table: the first cell of a row is its head.
    private func table(
        id: String, caption: String, heads: [String], widths: [Int], rows: [[String]],
        _ html: inout HTMLBuilder
    ) {
        let heads = heads.map(PlainText.cleaned)
        html.block(
            "div",
            ["class": "scroll", "role": "region", "aria-labelledby": id, "tabindex": "0"]
        ) { html in
            html.block("table", ["class": "data"]) { html in
                html.line("caption", ["id": id], text: PlainText.cleaned(caption))
                html.line("colgroup") { html in
                    for width in widths { html.empty("col", ["style": "width:\(width)%"]) }
                }
                html.block("thead") { html in
                    html.line("tr") { html in
                        for head in heads { html.element("th", ["scope": "col"], text: head) }
                    }
                }
                html.block("tbody") { html in
                    for row in rows { self.row(row, heads: heads, &html) }
                }
            }
        }
    }

    private func row(_ cells: [String], heads: [String], _ html: inout HTMLBuilder) {
        html.line("tr") { html in
            for (index, (head, cell)) in zip(heads, cells).enumerated() {
                let isHead = index == 0
                html.element(
                    isHead ? "th" : "td", ["scope": isHead ? "row" : nil, "data-label": head]
                ) { breakable(cell, &$0) }
            }
        }
    }

    /// Text in which a very long word, a digest say, may be broken anywhere.
    func breakable(_ value: String, _ html: inout HTMLBuilder) {
        let text = PlainText.cleaned(value)
        if value.count > 40 && !value.contains(" ") {
            html.element("span", ["class": "long"], text: text)
        } else {
            html.text(text)
        }
    }

    // MARK: - Drawings

    private func picture(
        _ picture: RulebookPage.Picture, number: Int, _ html: inout HTMLBuilder
    ) {
        let title = PlainText.cleaned(picture.title)
        if let drawing = picture.drawing {
            html.block("figure") { html in
                html.block(
                    "div",
                    ["class": "scroll", "role": "region", "aria-label": title, "tabindex": "0"]
                ) { html in
                    RequirementsSVG.draw(drawing, of: picture, id: "drawing-\(number)", &html)
                    html.line()
                }
                html.line("figcaption", text: "\(title).")
            }
        } else if !picture.sentences.isEmpty {
            paragraph("There is too much to draw it in one picture.", &html)
        }
        if !picture.sentences.isEmpty { sentences(picture.sentences, &html) }
    }

    // MARK: - Models and decisions

    private func write(_ model: RulebookPage.Model, number: Int, _ html: inout HTMLBuilder) {
        section(model.anchor, model.name, &html) { html in
            html.line("p", ["class": "file"]) { html in
                html.text("File: ")
                html.element("code", text: PlainText.cleaned(model.file))
            }
            picture(model.picture, number: number, &html)
            if !model.asked.isEmpty {
                table(
                    id: "\(model.anchor)-facts", caption: "The facts that it asks",
                    heads: ["Fact", "Kind of value", "Values or unit", "Where it comes from"],
                    widths: [22, 14, 32, 32],
                    rows: model.asked.map { [$0.name, $0.type, $0.unit, $0.origin] }, &html)
            }
            for decision in model.decisions { write(decision, &html) }
        }
    }

    private func write(_ decision: RulebookPage.Decision, _ html: inout HTMLBuilder) {
        html.block(
            "article", ["class": "decision", "aria-labelledby": decision.anchor]
        ) { html in
            html.line("h3", ["id": decision.anchor], text: PlainText.cleaned(decision.name))
            if let question = decision.question { paragraph(question, class: "question", &html) }
            if let role = decision.role {
                paragraph("Its part in the rulebook: \(role).", class: "role", &html)
            } else if decision.kind != "Decision" {
                paragraph("\(decision.kind).", class: "role", &html)
            }
            if let description = decision.description { paragraph(description, &html) }
            if !decision.needs.isEmpty { write(decision.needs, &html) }
            write(decision.logic, of: decision.name, anchor: decision.anchor, &html)
        }
    }

    private func write(_ needs: [(name: String, anchor: String?)], _ html: inout HTMLBuilder) {
        html.line("p", ["class": "needs"]) { html in
            html.text("It needs: ")
            for (index, need) in needs.enumerated() {
                if index > 0 { html.text(", ") }
                let name = PlainText.cleaned(need.name)
                if let anchor = need.anchor {
                    html.element("a", ["href": "#\(anchor)"], text: name)
                } else {
                    html.text(name)
                }
            }
            html.text(".")
        }
    }

    private func write(
        _ logic: RulebookPage.Logic, of name: String, anchor: String, _ html: inout HTMLBuilder
    ) {
        switch logic {
        case .table(let table): write(table, of: name, anchor: anchor, &html)
        case .expression(let words, let written):
            if let words {
                let sentence = words.prefix(1).uppercased() + words.dropFirst()
                paragraph(
                    sentence.hasSuffix(".") ? sentence : sentence + ".", class: "words", &html)
            }
            if !written.isEmpty {
                html.line("p", ["class": "written"]) { html in
                    html.text("As written: ")
                    html.element("code", text: PlainText.cleaned(written))
                }
            }
        case .parts(let parts):
            for (index, part) in parts.enumerated() {
                html.line("h4", text: PlainText.cleaned(part.label))
                write(part.logic, of: part.label, anchor: "\(anchor)-\(index + 1)", &html)
            }
        }
    }

    // MARK: - The end

    private func tests(_ html: inout HTMLBuilder) {
        guard let report = page.tests else { return }
        section("tests", "The tests", &html) { html in
            paragraph(
                "Beside the rules stand tests: cases with the answer that the policy expects. "
                    + "When this page was written, \(report.passed) passed, \(report.failed) failed.",
                &html)
            guard !report.files.isEmpty else { return }
            table(
                id: "tests-table", caption: "The tests by file",
                heads: ["File", "Tests", "Passed", "Failed"], widths: [50, 26, 12, 12],
                rows: report.files.map { [$0.file, $0.model, "\($0.passed)", "\($0.failed)"] },
                &html)
        }
    }

    private func remarks(_ html: inout HTMLBuilder) {
        section("remarks", "What the check of the rules says", &html) { html in
            guard !page.remarks.isEmpty else {
                return paragraph(
                    "Nothing: no gap, no overlap, and no row that never applies.", &html)
            }
            let open = page.remarks.count { $0.reason == nil }
            paragraph(
                open == 0
                    ? "Nothing is open. What it says is accepted, each for the reason beside it:"
                    : "Open: \(open). What is accepted has its reason beside it.", &html)
            html.block("ul", ["class": "sentences"]) { html in
                for remark in page.remarks {
                    html.line("li") { html in
                        html.text(PlainText.cleaned(remark.text))
                        guard let reason = remark.reason else { return }
                        html.empty("br")
                        html.element(
                            "span", ["class": "clause"],
                            text: PlainText.cleaned("Accepted, because \(reason)"))
                    }
                }
            }
        }
    }

    private func files(_ html: inout HTMLBuilder) {
        section("files", "The files", &html) { html in
            paragraph(
                "A register keeps the files of every version that was adopted. These digests "
                    + "show that this page was written from the same files.", &html)
            table(
                id: "files-table", caption: "The files with SHA-256 over their bytes",
                heads: ["File", "SHA-256"], widths: [30, 70],
                rows: page.files.map { [$0.path, $0.digest] }, &html)
        }
    }
}
