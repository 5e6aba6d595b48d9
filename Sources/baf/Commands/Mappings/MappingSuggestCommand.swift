import ArgumentParser
import Foundation
import RegisterDesk

/// `baf mapping suggest`.
struct MappingSuggestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Write a mapping for an export that nobody documented.",
        discussion: """
            Headings, values and how the columns agree decide (likelihood x consequence = score). Each line \
            says why; what is in doubt is commented out. A file that ends in .csv gets two columns, their \
            heading and our field, which --mapping reads as well.

            EXAMPLES
              baf mapping suggest unknown.xlsx
              baf mapping suggest unknown.xlsx --out ours.yaml
              baf mapping suggest unknown.xlsx --out ours.csv
            """)

    @Argument(help: ArgumentHelp("The export.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("The file to write; .csv for two columns.", valueName: "file"))
    var out: String?

    @Flag(help: "Print nothing but the mapping and errors.")
    var quiet = false

    func run() throws {
        try reporting {
            let form = try SuggestMappingRequest.Form(fileName: out)
            let answer = try SuggestMappingRequest(file, as: form).answered()
            if let out {
                // Somebody may have worked on the file of before.
                guard !FileManager.default.fileExists(atPath: out) else {
                    throw DeskFailure(
                        .cannotWrite, "\(out) exists; name another, or move it away first")
                }
                do {
                    try Data(answer.text.utf8).write(
                        to: URL(fileURLWithPath: out), options: .atomic)
                } catch {
                    throw DeskFailure(.cannotWrite, "cannot write \(out)")
                }
            } else {
                Output.write(answer.text)
            }
            if !quiet { Output.note(answer.sentence) }
        }
    }
}
