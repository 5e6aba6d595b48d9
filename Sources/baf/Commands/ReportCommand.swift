import ArgumentParser
import Foundation
import RegisterDesk

extension PaperRequest.Name: ExpressibleByArgument {}

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
              baf report audit-committee --year 2026-27
              baf report hlrr --issue "Executive Team, 14 July 2026"
            """)

    @Argument(help: "hlrr, baf or audit-committee.")
    var report: PaperRequest.Name

    @Option(help: ArgumentHelp("html, xlsx, csv, json and pdf, with commas.", valueName: "formats"))
    var format = "html"

    @Option(help: ArgumentHelp("The folder to write into.", valueName: "dir"))
    var out = "out"

    @Option(
        help: ArgumentHelp(
            "The financial year of the governance statement's draft, like 2026-27 (audit-committee).",
            valueName: "year"))
    var year: String?

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
            let answer = try PaperRequest(
                report, moment.moment(common), formats: words, year: year, isPublic: `public`,
                meeting: issue
            ).answered(common)
            Output.note(answer.basis, common)
            for file in answer.files { try write(file) }
            guard let issue = answer.issue else { return }
            let entry = try issue.answered(common)
            guard !common.quiet else { return }
            Output.line(
                "issued to \(issue.meeting), entry \(entry.sequence); make it again with "
                    + "--as-at \(issue.asAt) --known-at \(issue.knownAt)")
        }
    }

    /// The formats that were named.
    private var words: [String] {
        format.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private func write(_ file: PaperAnswer.File) throws {
        let folder = URL(fileURLWithPath: out)
        let path = folder.appendingPathComponent(file.name)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // Written beside and renamed, so that nobody reads half a paper.
            try Data(file.bytes).write(to: path, options: .atomic)
        } catch {
            let full = (error as NSError).code == NSFileWriteOutOfSpaceError
            throw DeskFailure(
                full ? .inputOutput : .cannotWrite,
                full
                    ? "the disk is full: \(path.path) could not be written"
                    : "cannot write \(path.path)")
        }
        if !common.quiet { Output.line(path.relativePath) }
    }
}
