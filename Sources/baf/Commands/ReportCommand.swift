import ArgumentParser
import Digests
import Foundation
import RegisterReports
import RegisterStore
import RiskRegister

/// The papers that can be written.
enum ReportName: String, ExpressibleByArgument, CaseIterable {
    case hlrr, baf
    case auditCommittee = "audit-committee"

    /// The paper of a view.
    func paper(_ view: RegisterView, earlier: RegisterView?) -> Paper {
        let changes = earlier == nil ? [] : Changes.between(earlier, view)
        return switch self {
        case .hlrr: HLRRPaper.make(view: view, earlier: earlier, changes: changes)
        case .baf: BAFPaper.make(view: view, earlier: earlier, changes: changes)
        case .auditCommittee:
            AuditCommitteePaper.make(view: view, earlier: earlier, changes: changes)
        }
    }
}

/// `baf report`: a paper in every format that is wanted.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a paper: hlrr, baf or audit-committee, as HTML, XLSX, CSV, JSON, PDF.",
        discussion: """
            Papers go to out/ as <report>-<day>.<format>. "Changed" means since the paper last issued \
            for an earlier day, else since the extract before.

            EXAMPLES
              baf report hlrr
              baf report baf --format html,xlsx --as-at 2026-05-31
              baf report hlrr --issue "Executive Team, 14 July 2026"
            """)

    @Argument(help: "hlrr, baf or audit-committee.")
    var report: ReportName

    @Option(help: ArgumentHelp("html, xlsx, csv, json and pdf, with commas.", valueName: "formats"))
    var format = "html"

    @Option(help: ArgumentHelp("The folder to write into.", valueName: "dir"))
    var out = "out"

    @Flag(help: "Write the redacted twin for the public (refused while marks are undecided).")
    var `public` = false

    @Option(
        help: ArgumentHelp(
            "Record that the paper was issued to this meeting.", valueName: "meeting"))
    var issue: String?

    @OptionGroup var moment: MomentOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let formats = try parsedFormats()
            let store = try OpenRegister.existing(common)
            let view = try OpenRegister.view(
                store, asAt: moment.asAt, knownAt: moment.knownAt, common)
            if `public` { try refusePublic(view) }
            let paper = report.paper(view, earlier: try earlier(store, view))
            for format in formats {
                for file in try paper.files(format) { try write(file) }
            }
            if let issue { try record(issue, paper, view, in: store) }
        }
    }

    /// The view that "changed" is measured from.
    private func earlier(_ store: RegisterStore, _ view: RegisterView) throws -> RegisterView? {
        let issued = view.papers.last { $0.report == report.rawValue && $0.asAt < view.asAt }
        guard let day = issued?.asAt ?? view.previous?.asAt else { return nil }
        return try OpenRegister.view(store, asAt: day, knownAt: String(view.knownAt), common)
    }

    private func parsedFormats() throws -> [PaperFormat] {
        let words = format.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let formats = try words.map { word in
            guard let format = PaperFormat(rawValue: word.lowercased()) else {
                let known = PaperFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(.usage, "there is no format \"\(word)\"; there are \(known)")
            }
            return format
        }
        guard !formats.isEmpty else { throw Failure(.usage, "--format names no format") }
        return formats
    }

    /// Public output fails closed: it is refused while it is undecided what may be published.
    private func refusePublic(_ view: RegisterView) throws {
        let marked = Set(view.rulings.filter { $0.verb == .mark }.map(\.subject))
        let undecided = view.allRisks.filter {
            !$0.standing.memberships.isEmpty && !marked.contains($0.key)
        }
        let ids = undecided.prefix(20).map { view.label($0.key) }.joined(separator: ", ")
        throw Failure(
            .refused,
            undecided.isEmpty
                ? "the public twin cannot be written by this version; nothing was written"
                : "\(undecided.count) risks have no decided publication mark: \(ids)"
                    + (undecided.count > 20 ? " and more" : "")
                    + "\nMark each: baf decide ID mark --register public|private ... Nothing was written."
        )
    }

    private func write(_ file: PaperFile) throws {
        let folder = URL(fileURLWithPath: out)
        let path = folder.appendingPathComponent(file.name)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // Written beside and renamed, so that nobody reads half a paper.
            try Data(file.bytes).write(to: path, options: .atomic)
        } catch {
            let full = (error as NSError).code == NSFileWriteOutOfSpaceError
            throw Failure(
                full ? .inputOutput : .cannotWrite,
                full
                    ? "the disk is full: \(path.path) could not be written"
                    : "cannot write \(path.path)")
        }
        if !common.quiet { Output.line(path.relativePath) }
    }

    private func record(
        _ meeting: String, _ paper: Paper, _ view: RegisterView, in store: RegisterStore
    ) throws {
        var issued = IssuedPaper(
            report: report.rawValue, asAt: view.asAt, knownAt: view.knownAt, meeting: meeting,
            fingerprint: SHA256.digest(paper.json.text().utf8).hex, risks: paper.risks)
        issued.recordedAt = Surroundings.now
        let recorded = try store.issue(issued)
        guard !common.quiet else { return }
        Output.line(
            "issued to \(meeting), entry \(recorded.sequence); make it again with "
                + "--as-at \(view.asAt) --known-at \(view.knownAt)")
    }
}
