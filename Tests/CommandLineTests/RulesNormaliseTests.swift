import Foundation
import TestSupport
import Testing

/// `baf rules normalise`, as a user runs it.
@Suite("Rules normalise")
struct RulesNormaliseTests {
    private let bench: Workbench

    init() throws { bench = try Workbench() }

    private func fixture(_ name: String) throws -> String {
        try String(
            contentsOfFile: Workbench.path("Tests/DMNXMLTests/Files/\(name)"), encoding: .utf8)
    }

    @Test("The shipped rules are in canonical form")
    func shipped() throws {
        let run = try bench.baf("rules", "normalise", Workbench.path("Rules"), "--check")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasSuffix("0 of 25 files would change\n"))
    }

    @Test("A file saved as 1.5 comes back as 1.3, once; --check only tells")
    func comesBack() throws {
        let text = try fixture("editor-1.5.dmn")
        let path = try bench.write("step-down.dmn", text)
        let check = try bench.baf("rules", "normalise", path, "--check")
        #expect(check.status == 1)
        #expect(check.output.contains("1.5 -> 1.3"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)

        let run = try bench.baf("rules", "normalise", path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasSuffix("1 of 1 file changed\n"))
        let written = try String(contentsOfFile: path, encoding: .utf8)
        #expect(written.contains("https://www.omg.org/spec/DMN/20191111/MODEL/"))

        let again = try bench.baf("rules", "normalise", bench.folder.path)
        #expect(again.output == "0 of 1 file changed\n")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == written)
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path)
        #expect(left.filter { $0.hasPrefix("step-down") } == ["step-down.dmn"])
    }

    @Test("A construct of 1.4 is refused with its place, and no file of the folder is written")
    func refuses() throws {
        let good = try fixture("editor-1.5.dmn")
        let path = try bench.write("a.dmn", good)
        try bench.write("b.dmn", try fixture("newer-1.5.dmn"))
        let run = try bench.baf("rules", "normalise", bench.folder.path)
        #expect(run.status == 65)
        #expect(run.errors.contains("b.dmn:10:5: error: <conditional> is of DMN 1.4"))
        #expect(run.errors.hasSuffix("Nothing was written.\n"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == good)
    }

    @Test("What is not there, is no model or may not be written says so")
    func badInput() throws {
        #expect(try bench.baf("rules", "normalise", "none.dmn").status == 66)
        #expect(try bench.baf("rules", "normalise", bench.folder.path).status == 66)
        #expect(try bench.baf("rules", "normalise").status == 64)
        let deep = String(repeating: "<a>", count: 10_000)
        for text in ["", "risk", "<risks/>", deep, "<!DOCTYPE a><a/>"] {
            let run = try bench.baf("rules", "normalise", try bench.write("x.dmn", text))
            #expect(run.status == 65, "\(text.prefix(20)): \(run.errors)")
            #expect(run.errors.contains("x.dmn:"))
        }
    }
}
