import Foundation
import RiskRegister
import Rulebooks

/// The tests that stand beside rules, run; or made of the rules' own rows: `baf rules test`.
package struct TestRequest: DeskRequest {
    /// What becomes of the tests that are made of the rows.
    package enum Writing: Hashable, Sendable {
        /// They are not looked at.
        case none
        /// It is said what would be written.
        case dryRun
        /// It is said what is about to be written, and no test is run yet.
        case plan
        /// They are written.
        case write
    }

    /// A rulebook's folder, or one file of its tests; nil: the rules that are named, or all below Rules/.
    package var path: String?
    /// The folder of rules that is named; nil: none is.
    package var rules: String?
    /// The folder to test when there is none below Rules/.
    package var usual: String
    /// What becomes of the tests that are made of the rows.
    package var writing: Writing

    /// A request to test rules.
    package init(path: String?, rules: String?, usual: String, writing: Writing = .none) {
        self.path = path
        self.rules = rules
        self.usual = usual
        self.writing = writing
    }

    package var capabilities: [Capability] { [writing == .write ? .adopt : .ask] }

    package func answer(at visit: Visit) throws -> TestAnswer {
        var folders: [TestedFolder] = []
        for path in try paths() {
            var folder = TestedFolder(name: path, isDryRun: writing == .dryRun)
            if writing != .none {
                folder.plans = try BoundaryTests.plans(
                    try RulebookFolder.load(path), day: visit.now.day.description)
                if writing == .write { try write(folder.plans, in: path) }
            }
            if writing != .plan { folder.report = try RulebookTests.run(path) }
            folders.append(folder)
        }
        return TestAnswer(folders)
    }

    /// What was named, or all folders below Rules/ that hold a rulebook.
    private func paths() throws(DeskFailure) -> [String] {
        if let path {
            guard !path.hasSuffix(".xml") || FileManager.default.fileExists(atPath: path) else {
                throw DeskFailure(.missing, "there is no file \(path)")
            }
            return [path]
        }
        if let rules { return [rules] }
        guard let walk = FileManager.default.enumerator(atPath: "Rules") else { return [usual] }
        let found = walk.compactMap { $0 as? String }.filter { $0.hasSuffix("rulebook.yaml") }
            .map { "Rules/" + $0.dropLast("/rulebook.yaml".count) }.sorted()
        return found.isEmpty ? [usual] : found
    }

    /// Writes the generated files, all or none; a file with nothing left in it goes.
    private func write(_ plans: [BoundaryTests.Plan], in folder: String) throws(DeskFailure) {
        let changed = plans.filter(\.isChange).map { plan in
            (path: "\(folder)/\(plan.file)", bytes: plan.text.map { Array($0.utf8) })
        }
        guard !changed.isEmpty else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/tests", withIntermediateDirectories: true)
        } catch {
            throw DeskFailure(.cannotWrite, "cannot make the folder \(folder)/tests")
        }
        try FileReplacement.write(
            changed.compactMap { file in file.bytes.map { (path: file.path, bytes: $0) } })
        for file in changed where file.bytes == nil {
            do {
                try FileManager.default.removeItem(atPath: file.path)
            } catch {
                throw DeskFailure(.cannotWrite, "cannot remove \(file.path)")
            }
        }
    }
}
