import DMN
import RulebookPages
import Rulebooks

/// The rules for people to read: the tables, or the whole as one page: `baf rules show`.
package struct ShowRulesRequest: DeskRequest {
    /// How they are shown.
    package enum Form: Hashable, Sendable {
        /// Tables for a terminal of a width in columns.
        case terminal(width: Int)
        /// Tables in Markdown.
        case markdown
        /// One self-contained HTML page in plain English.
        case page
    }

    /// The folder of the rules.
    package var folder: String
    /// Only this model; a page is always of the whole.
    package var model: String?
    /// How they are shown.
    package var form: Form

    /// A folder's rules in a form.
    package init(folder: String, model: String? = nil, form: Form) {
        self.folder = folder
        self.model = model
        self.form = form
    }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> ShowRulesAnswer {
        let loaded = try RulebookFolder.load(folder)
        let text: String? =
            switch form {
            case .terminal(let width):
                RulebookShow.text(loaded, only: model, form: .terminal, width: width)
            case .markdown: RulebookShow.text(loaded, only: model, form: .markdown, width: 0)
            case .page: try page(loaded)
            }
        guard let text else {
            let names = RulebookShow.names(loaded).joined(separator: ", ")
            throw DeskFailure(.missing, "the rulebook has no model \(model ?? ""); it has \(names)")
        }
        return ShowRulesAnswer(text: text)
    }

    private func page(_ loaded: LoadedRulebook) throws -> String {
        let tests = try RulebookTests.run(folder)
        let check = RulebookCheck.run(loaded)
        // The folder's place on this machine is nobody's business in a page for others.
        let prefix = "\(loaded.name)/"
        func inside(_ line: String) -> String {
            line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : line
        }
        let open = check.problems.map(\.description) + check.remarks.map(\.description)
        let remarks =
            open.map { RulebookPage.Remark(inside($0)) }
            + check.accepted.map { remark, reason in
                RulebookPage.Remark(
                    "\(inside(remark.location.description)): \(remark.decision): \(remark.sentence)",
                    reason: reason)
            }
        return RulebookPageHTML.document(RulebookPage(loaded, tests: tests, remarks: remarks))
    }
}

/// The rules as text.
package struct ShowRulesAnswer: DeskAnswer {
    /// Tables or a page.
    package var text: String

    package var document: ShowRulesAnswer { self }
}
