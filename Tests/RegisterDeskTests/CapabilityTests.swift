import Foundation
import RegisterDesk
import TestSupport
import Testing

/// Who may do what.
@Suite("Capabilities") struct CapabilityTests {
    @Test("ARCHITECTURE.md has the table of who may do what")
    func documented() throws {
        let page = try String(contentsOfFile: Workbench.path("ARCHITECTURE.md"), encoding: .utf8)
        #expect(page.contains(Capability.markdown), "\(Capability.markdown)")
    }

    @Test("An administrator never rules, and an auditor changes nothing")
    func offices() {
        #expect(!Capability.rule.roles.contains(.administrator))
        let auditor = Asker(name: "A Auditor", powers: .roles([.auditor]))
        #expect(Capability.allCases.filter(auditor.may) == [.ask, .makePapers])
        #expect(Capability.allCases.allSatisfy(Asker.commandLine.may))
    }

    @Test("Every capability is somebody's")
    func owned() {
        for capability in Capability.allCases { #expect(!capability.roles.isEmpty) }
    }
}
