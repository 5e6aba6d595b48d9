import Foundation
import TestSupport
import Testing

/// A Swift file of the package, by its path in the repository.
private struct SourceFile {
    let path: String
    let text: String

    /// The target it belongs to: the folder below Sources.
    var target: String { String(path.split(separator: "/")[1]) }

    static func all() throws -> [SourceFile] {
        let root = Workbench.repository.path
        let names = try FileManager.default.subpathsOfDirectory(atPath: root + "/Sources")
        return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
            let path = "Sources/" + name
            return SourceFile(
                path: path, text: try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8))
        }
    }

    /// The modules that it imports.
    func imports() -> [String] {
        text.split(separator: "\n").compactMap { line in
            line.wholeMatch(
                of:
                    /(?:@testable |package |public |internal |private |fileprivate )*import (?:\w+ )?([A-Za-z0-9_]+).*/
            ).map { String($0.output.1) }
        }
    }

    /// The types that it declares for others, outside other types.
    func types() -> [String] {
        text.split(separator: "\n").compactMap { line in
            line.prefixMatch(
                of:
                    /(?:@\w+(?:\([^)]*\))? |public |package |internal |final |indirect |nonisolated )*(?:struct|class|enum|actor|protocol|typealias) (\w+)/
            ).map { String($0.output.1) }
        }
    }
}

@Suite("The house: what stands where") struct HouseTests {
    private let files: [SourceFile]

    init() throws { files = try SourceFile.all() }

    @Test("The test reads the package: a type and an import that are there are found")
    func reads() throws {
        let chain = try #require(files.first { $0.path == "Sources/Digests/SHA256.swift" })
        #expect(chain.target == "Digests")
        #expect(chain.types().contains("SHA256"))
        #expect(chain.imports().contains("CCrypto"))
    }

    @Test("No two targets declare a type of one name")
    func names() {
        var places: [String: Set<String>] = [:]
        for file in files {
            for type in file.types() { places[type, default: []].insert(file.target) }
        }
        for (name, targets) in places.sorted(by: { $0.key < $1.key }) where targets.count > 1 {
            Issue.record("\(name) is a type of \(targets.sorted().joined(separator: " and "))")
        }
    }

    @Test("A folder with more than about twenty files has sub-folders")
    func folders() {
        var counts: [String: Int] = [:]
        for file in files {
            let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
            counts[folder, default: 0] += 1
        }
        for (folder, count) in counts.sorted(by: { $0.key < $1.key }) where count > 22 {
            Issue.record("\(folder) has \(count) files side by side")
        }
    }

    @Test("Each C library is imported by one target")
    func libraries() {
        var users: [String: Set<String>] = [:]
        for file in files {
            for module in file.imports() { users[module, default: []].insert(file.target) }
        }
        #expect(users["CLibXML2"] == ["XML"])
        #expect(users["CCrypto"] == ["Digests"])
        #expect(users["CXlsxWriter"] == ["Tables"])
        #expect(users["CZip"] == ["Tables"])
        #expect(users["Yams"] == ["Rulebooks"])
    }

    @Test("Papers know nothing of the files of rules")
    func papers() {
        for file in files where file.target == "RegisterReports" {
            let found = Set(["Rulebooks", "RulebookPages", "Yams"]).intersection(file.imports())
            #expect(found.isEmpty, "\(file.path) imports \(found.sorted())")
        }
    }

    @Test("What is pure does no input or output, and uses no C")
    func pure() {
        let outside: Set = [
            "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "CLibXML2", "CCrypto",
            "CXlsxWriter", "CZip", "GRDB", "Yams",
        ]
        for file in files
        where ["FEEL", "Texts", "DMN", "RiskRegister", "HTML"].contains(file.target) {
            let found = outside.intersection(file.imports())
            #expect(found.isEmpty, "\(file.path) imports \(found.sorted())")
        }
    }
}
