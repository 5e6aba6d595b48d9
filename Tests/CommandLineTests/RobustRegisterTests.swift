import Foundation
import TestSupport
import Testing

/// Registers that are made at once, empty, newer or unwritable, and days that cannot be.
@Suite("Robust registers") struct RobustRegisterTests {
    private func export(_ day: String) -> String {
        """
        <Risks extractDate="\(day)" organisation="NBC">
        <Risk><recordid>1</recordid><ram_name>A risk</ram_name><ram_cur_likeli>4</ram_cur_likeli>\
        <ram_cur_conseq>4</ram_cur_conseq><rep_approved>Final approval</rep_approved></Risk>
        </Risks>
        """
    }

    @Test("Two first imports at once: one waits or gets 75, and none is lost")
    func firstImports() throws {
        let bench = try Workbench()
        let days = ["2026-05-31", "2026-06-30"]
        for day in days { try bench.write("\(day).xml", export(day)) }
        for pair in 1...6 {
            let register = bench.path("pair-\(pair).sqlite")
            let processes = days.map { day in
                let process = bench.process(
                    ["import", "\(day).xml"], environment: ["BAF_REGISTER": register])
                process.standardOutput = FileHandle.nullDevice
                process.standardError = FileHandle.nullDevice
                return process
            }
            for process in processes { try process.run() }
            for process in processes { process.waitUntilExit() }
            let stored = processes.count { $0.terminationStatus == 0 }
            #expect(processes.allSatisfy { [0, 75].contains($0.terminationStatus) })
            let imports = try bench.baf("imports", "--register", register, "-o", "json").rows()
            #expect(imports.count == stored)
            #expect(stored > 0)
            #expect(try bench.baf("verify", "--register", register).status == 0)
        }
    }

    @Test(
        "A file of no bytes is no register, for every command",
        arguments: [["verify"], ["import", "good.xml"], ["risks"], ["imports"], ["show", "1"]])
    func empty(_ command: [String]) throws {
        let bench = try Workbench()
        try bench.write("good.xml", export("2026-05-31"))
        try bench.write("register.sqlite", "")
        let run = try bench.run(command)
        #expect(run.status == 65)
        #expect(run.errors.contains("register.sqlite is not a register: it is empty"))
        #expect(run.errors.contains("--register"))
        let left = try Data(contentsOf: bench.folder.appendingPathComponent("register.sqlite"))
        #expect(left.isEmpty)
    }

    @Test(
        "An extract of a day that cannot be is refused, and the day is quoted",
        arguments: [
            ("30/13/2026", "\"30/13/2026\", which is no day"),
            ("soon", "\"soon\", which is no day"), ("2026-12-31", "31 December 2026"),
        ])
    func impossibleDay(_ day: String, _ words: String) throws {
        let bench = try Workbench()
        try bench.write("odd.xml", export(day))
        let run = try bench.baf("import", "odd.xml")
        #expect(run.status == 65, "\(run.errors)")
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.errors.contains("Nothing was imported"))
        #expect((1...4).contains(run.errors.split(separator: "\n").count))
    }
}
