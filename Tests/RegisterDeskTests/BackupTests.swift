import Foundation
import RegisterDesk
import RegisterStore
import RiskRegister
import TestSupport
import Testing

/// A copy is verified before anybody relies on it, and a register is never half of one.
@Suite("Backup and restore") struct BackupTests {
    private func desk() throws -> TestDesk {
        try TestDesk(story: "a", "framework.xml", "2026-05-31.xml", "2026-06-30.xml")
    }

    @Test(
        "A copy answers as the register did, whatever came since; it takes its place only when told to"
    )
    func copies() throws {
        let desk = try desk()
        let file = desk.bench.path("copy.sqlite")
        let before = try desk.ask(RisksRequest()).risks
        let copy = try desk.ask(BackupRequest(file))
        #expect(copy.head == (try desk.ask(VerifyRequest()).head))
        try desk.take("a", "2026-07-31.xml")
        let after = try desk.ask(RisksRequest()).risks
        #expect(after != before)
        #expect(
            try Desk(register: file, software: "test").answer(
                RisksRequest(), for: .commandLine, now: desk.now
            ).risks == before)
        #expect(try desk.failure(of: RestoreRequest(file)).meaning == .cannotWrite)
        #expect(try desk.ask(RisksRequest()).risks == after)
        #expect(try desk.failure(of: BackupRequest(file)).meaning == .cannotWrite)
        let other = try TestDesk()
        #expect(try other.ask(RestoreRequest(file)).entries == copy.entries)
        #expect(try other.ask(RisksRequest()).risks == before)
        #expect(try other.ask(CheckBackupRequest(file)).isSound)
        let left = try FileManager.default.contentsOfDirectory(atPath: other.bench.folder.path)
        #expect(left.filter { $0.contains("-new-") } == [])
    }

    @Test("With force the register goes, but not under somebody's hands")
    func force() throws {
        let desk = try desk()
        let file = desk.bench.path("copy.sqlite")
        let before = try desk.ask(RisksRequest()).risks
        _ = try desk.ask(BackupRequest(file))
        try desk.take("a", "2026-07-31.xml")
        let path = desk.bench.path("register.sqlite")
        // The desk itself has it open.
        #expect(try desk.failure(of: RestoreRequest(file, replaces: true)).meaning == .locked)
        let elsewhere = try TestDesk()
        let moved = elsewhere.bench.path("register.sqlite")
        try FileManager.default.copyItem(atPath: path, toPath: moved)
        _ = try elsewhere.ask(RestoreRequest(file, replaces: true))
        #expect(try elsewhere.ask(RisksRequest()).risks == before)
    }

    @Test("A copy is as private as its register, and so is what is restored; a link stays a link")
    func permissions() throws {
        let desk = try desk()
        let manager = FileManager.default
        func mode(_ path: String) throws -> Int? {
            try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        try manager.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: desk.bench.path("register.sqlite"))
        let file = desk.bench.path("copy.sqlite")
        _ = try desk.ask(BackupRequest(file))
        #expect(try mode(file) == 0o600)
        try manager.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        let other = try TestDesk()
        let kept = other.bench.path("kept.sqlite")
        let path = other.bench.path("register.sqlite")
        try manager.copyItem(atPath: file, toPath: kept)
        try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: kept)
        try manager.createSymbolicLink(atPath: path, withDestinationPath: kept)
        _ = try other.ask(RestoreRequest(file, replaces: true))
        #expect(try mode(kept) == 0o640)
        #expect(try manager.destinationOfSymbolicLink(atPath: path) == kept)
    }

    @Test("What is no register, or no sound one, is not taken")
    func refused() throws {
        let desk = try desk()
        let file = desk.bench.path("copy.sqlite")
        _ = try desk.ask(BackupRequest(file))
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        for place in stride(from: bytes.count / 3, to: bytes.count, by: 997) { bytes[place] ^= 1 }
        let spoilt = try desk.bench.write("spoilt.sqlite", bytes: bytes)
        let other = try TestDesk()
        #expect(try other.failure(of: RestoreRequest(spoilt)).meaning == .refused)
        let text = try desk.bench.write("text.sqlite", "not a register")
        #expect(try other.failure(of: RestoreRequest(text)).meaning == .refused)
        #expect(try other.failure(of: RestoreRequest("/nowhere/at/all.sqlite")).meaning == .missing)
        #expect(!FileManager.default.fileExists(atPath: other.bench.path("register.sqlite")))
        #expect(
            try desk.failure(of: BackupRequest("/nowhere/at/all.sqlite")).meaning == .cannotWrite)
    }
}
